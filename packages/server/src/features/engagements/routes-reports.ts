/** The report over HTTP, in every form: as it is signed, for reading, for calculating, for other tools. */

import { layOutReport, writeActionPlan, writeAssessmentResults } from "@fenji/assessment";
import {
  downloadReportDocx,
  downloadReportJson,
  downloadReportOscalAr,
  downloadReportOscalPoam,
  downloadReportPdf,
  downloadReportXlsx,
} from "@fenji/contract";
import { reportDocx, reportPdf, reportXlsx, uuidOf } from "@fenji/intake";
import { canonicalJson, type Json } from "@fenji/kernel";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { reportOfEngagement } from "./report-of-engagement.ts";

const jsonBytes = (value: unknown): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);

export const registerReports: FeatureRegistrar = (app) => {
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
  mountEndpoint(app, downloadReportOscalAr, async (tx, { path, query }) => {
    const report = await reportOfEngagement(tx, path);
    return jsonBytes(writeAssessmentResults(report, query.language, { uuidOf }));
  });
  mountEndpoint(app, downloadReportOscalPoam, async (tx, { path, query }) => {
    const report = await reportOfEngagement(tx, path);
    return jsonBytes(writeActionPlan(report, query.language, { uuidOf }));
  });
  mountEndpoint(app, downloadReportXlsx, async (tx, { path, query }) =>
    reportXlsx(layOutReport(await reportOfEngagement(tx, path), query.language)),
  );
};
