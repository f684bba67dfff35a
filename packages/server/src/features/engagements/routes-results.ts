/** Results and comparison over HTTP. */

import {
  compareEngagement as compareOperation,
  concludeRequirement as concludeOperation,
  confirmResults,
  getResult as resultOperation,
  listResults as resultsOperation,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { allows } from "../../platform/access/authorise.ts";
import { inSnapshot } from "../../platform/ctx.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { compareEngagement } from "./compare-engagement.ts";
import { concludeRequirement, confirmMachine } from "./conclude.ts";
import { getResult, listResults } from "./results.ts";

export const registerResults: FeatureRegistrar = (app) => {
  mountEndpoint(app, resultsOperation, (tx, { path }) => listResults(tx, path));
  mountEndpoint(app, resultOperation, async (tx, { path }) => {
    const { enterpriseId } = path;
    const asked = { permission: "fieldwork:read", path: { enterpriseId } } as const;
    const evidenceShown = await allows(tx, app.node.gate, asked);
    return getResult(tx, path, { evidenceShown });
  });
  mountEndpoint(app, concludeOperation, async (ctx, { path, body }) => {
    await concludeRequirement(ctx, path, body);
    const { results } = await inSnapshot(ctx, (tx) => listResults(tx, path));
    const concluded = results.find(({ requirement }) => requirement === path.requirementId);
    if (concluded === undefined)
      throw new AppError("request.not-found", { what: path.requirementId });
    return concluded;
  });
  mountEndpoint(app, confirmResults, (ctx, { path, body }) => confirmMachine(ctx, path, body));
  mountEndpoint(app, compareOperation, (tx, { path }) => compareEngagement(tx, path));
};
