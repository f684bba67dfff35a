/** Grading over HTTP: of a registered enterprise, and of facts that are stored nowhere. */

import { getGrading, previewGrading } from "@fenji/contract";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { findEnterprise, findFacts } from "../enterprises/public.ts";
import { findVerification } from "../obligations/public.ts";
import { findRegime, packLibrary } from "../packs/public.ts";
import { gradeReport } from "./grade-report.ts";

export const registerGrading: FeatureRegistrar = (app) => {
  mountEndpoint(app, getGrading, async (ctx, { path, query }) => {
    const pack = findRegime(await packLibrary(), query.pack);
    const enterprise = await findEnterprise(ctx, pack.header, path.enterpriseId);
    const held = await findFacts(ctx, path.enterpriseId);
    const object = { id: enterprise.id, name: enterprise.name.zh };
    const report = gradeReport(pack, object, held?.facts ?? {});
    const graded = { pack: pack.header, results: report.results };
    return { ...report, verification: await findVerification(ctx, enterprise.id, graded) };
  });
  mountEndpoint(app, previewGrading, async (_ctx, { body }) => {
    const pack = findRegime(await packLibrary(), `${body.pack.id}@${body.pack.version}`);
    return gradeReport(pack, body.object, body.facts);
  });
};
