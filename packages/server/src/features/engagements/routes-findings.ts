/** Findings over HTTP. */

import {
  changeFinding as changeOperation,
  getFinding,
  listFindings as listOperation,
  planRectification as planOperation,
  raiseFinding as raiseOperation,
  reportRectification as stepOperation,
  retestFinding as retestOperation,
} from "@fenji/contract";
import { allows, type Gate } from "../../platform/access/authorise.ts";
import { inSnapshot, type Ctx } from "../../platform/ctx.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import type { FindingPath } from "./finding-row.ts";
import { changeFinding, raiseFinding } from "./raise-finding.ts";
import { planRectification, reportRectification } from "./rectify-finding.ts";
import { retestFinding } from "./retest-finding.ts";
import { listFindings, showFinding } from "./show-finding.ts";

const seesEvidence = async (tx: Ctx, gate: Gate, enterpriseId: string) => ({
  evidenceShown: await allows(tx, gate, { permission: "fieldwork:read", path: { enterpriseId } }),
});

export const registerFindings: FeatureRegistrar = (app) => {
  const shown = (ctx: Ctx, path: FindingPath) =>
    inSnapshot(ctx, async (tx) =>
      showFinding(tx, path, await seesEvidence(tx, app.node.gate, path.enterpriseId)),
    );
  mountEndpoint(app, listOperation, async (tx, { path, query }) =>
    listFindings(
      tx,
      { ...query, ...path },
      await seesEvidence(tx, app.node.gate, path.enterpriseId),
    ),
  );
  mountEndpoint(app, getFinding, (tx, { path }) => shown(tx, path));
  mountEndpoint(app, raiseOperation, async (ctx, { path, body }) => {
    const findingId = await raiseFinding(ctx, path, body);
    return shown(ctx, { enterpriseId: path.enterpriseId, findingId });
  });
  mountEndpoint(app, changeOperation, async (ctx, { path, body }) => {
    await changeFinding(ctx, path, body);
    return shown(ctx, path);
  });
  mountEndpoint(app, planOperation, async (ctx, { path, body }) => {
    await planRectification(ctx, path, body);
    return shown(ctx, path);
  });
  mountEndpoint(app, stepOperation, async (ctx, { path, body }) => {
    await reportRectification(ctx, path, body);
    return shown(ctx, path);
  });
  mountEndpoint(app, retestOperation, async (ctx, { path, body }) => {
    const retested = await retestFinding(ctx, path, body);
    return { ...retested, finding: await shown(ctx, path) };
  });
};
