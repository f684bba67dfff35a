/** Results, comparison and the report over HTTP. */

import { layOutReport } from "@fenji/assessment";
import {
  compareEngagement as compareOperation,
  concludeRequirement as concludeOperation,
  confirmResults,
  downloadReportDocx,
  downloadReportJson,
  downloadReportPdf,
  downloadReportXlsx,
  getResult as resultOperation,
  listResults as resultsOperation,
} from "@fenji/contract";
import { reportDocx, reportPdf, reportXlsx } from "@fenji/intake";
import { AppError, canonicalJson, type Json } from "@fenji/kernel";
import { allows } from "../../platform/access/authorise.ts";
import { inSnapshot } from "../../platform/ctx.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { compareEngagement } from "./compare-engagement.ts";
import { concludeRequirement, confirmMachine } from "./conclude.ts";
import { reportOfEngagement } from "./report-of-engagement.ts";
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
  mountEndpoint(app, downloadReportJson, async (tx, { path }) => {
    const report = await reportOfEngagement(tx, path);
    // Made of texts, numbers, lists and nulls alone.
    const plain = JSON.parse(JSON.stringify(report)) as Json;
    return new TextEncoder().encode(canonicalJson(plain));
  });
  mountEndpoint(app, downloadReportDocx, async (tx, { path, query }) =>
    reportDocx(layOutReport(await reportOfEngagement(tx, path), query.language)),
  );
  mountEndpoint(app, downloadReportPdf, async (tx, { path, query }) =>
    reportPdf(layOutReport(await reportOfEngagement(tx, path), query.language), query.language),
  );
  mountEndpoint(app, downloadReportXlsx, async (tx, { path, query }) =>
    reportXlsx(layOutReport(await reportOfEngagement(tx, path), query.language)),
  );
};
