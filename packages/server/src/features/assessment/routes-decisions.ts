/** Decisions on verdicts and the contested queue over HTTP. */

import {
  decideVerdict as decideOperation,
  listContested as contestedOperation,
  listVerdictDecisions,
  reviewAttestation as reviewOperation,
  waiveRequirement,
  withdrawDecision as withdrawOperation,
} from "@fenji/contract";
import { allows } from "../../platform/access/authorise.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { findRegime, packLibrary } from "../packs/public.ts";
import { decideVerdict } from "./decide-verdict.ts";
import { reviewAttestation, withdrawDecision } from "./end-decision.ts";
import { listContested } from "./list-contested.ts";
import { listDecisions } from "./list-decisions.ts";

const packAsked = async (id: string | undefined) => {
  const pack = findRegime(await packLibrary(), id);
  return { pack, ref: { id: pack.header.id, version: pack.header.version } };
};

export const registerDecisions: FeatureRegistrar = (app) => {
  mountEndpoint(app, listVerdictDecisions, async (tx, { path, query }) => {
    const { pack, ref } = await packAsked(query.pack);
    const { requirement } = query;
    const asked = { pack, ...(requirement === undefined ? {} : { requirement }) };
    return { pack: ref, decisions: await listDecisions(tx, path.enterpriseId, asked) };
  });
  mountEndpoint(app, contestedOperation, async (tx, { path, query }) => {
    const { pack, ref } = await packAsked(query.pack);
    const { enterpriseId } = path;
    const asked = { permission: "evidence:read", path: { enterpriseId } } as const;
    const evidenceShown = await allows(tx, app.node.gate, asked);
    const items = await listContested(tx, enterpriseId, { pack, evidenceShown });
    return { pack: ref, evidenceShown, items };
  });
  mountEndpoint(app, decideOperation, async (ctx, { path, query, body }) =>
    decideVerdict(ctx, path, { pack: (await packAsked(query.pack)).pack, body }),
  );
  mountEndpoint(app, waiveRequirement, async (ctx, { path, query, body }) =>
    decideVerdict(ctx, path, {
      pack: (await packAsked(query.pack)).pack,
      body: { kind: "waiver", ...body },
    }),
  );
  mountEndpoint(app, reviewOperation, (ctx, { path }) => reviewAttestation(ctx, path));
  mountEndpoint(app, withdrawOperation, (ctx, { path }) => withdrawDecision(ctx, path));
};
