/** Assessment over HTTP. */

import {
  getAssessment as assessmentOperation,
  getAttack as attackOperation,
  getRequirement as requirementOperation,
} from "@fenji/contract";
import { allows } from "../../platform/access/authorise.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { findRegime, packLibrary } from "../packs/public.ts";
import { getAssessment } from "./get-assessment.ts";
import { getAttack } from "./get-attack.ts";
import { getRequirement } from "./get-requirement.ts";
import { momentOf } from "./moment.ts";
import { registerDecisions } from "./routes-decisions.ts";

export const registerAssessment: FeatureRegistrar = async (app, ...more) => {
  await registerDecisions(app, ...more);
  mountEndpoint(app, assessmentOperation, async (tx, { path, query }) => {
    const pack = findRegime(await packLibrary(), query.pack);
    return getAssessment(tx, path.enterpriseId, { pack, query });
  });
  mountEndpoint(app, attackOperation, async (tx, { path, query }) => {
    const library = await packLibrary();
    const pack = findRegime(library, query.pack);
    return getAttack(tx, path.enterpriseId, { pack, packs: library.techniques, query });
  });
  mountEndpoint(app, requirementOperation, async (tx, { path, query }) => {
    const pack = findRegime(await packLibrary(), query.pack);
    const { enterpriseId, requirementId } = path;
    const asked = { permission: "evidence:read", path: { enterpriseId } } as const;
    const evidenceShown = await allows(tx, app.node.gate, asked);
    return getRequirement(tx, enterpriseId, {
      pack,
      requirementId,
      evidenceShown,
      moment: momentOf(tx, query),
    });
  });
};
