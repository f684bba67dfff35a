/** The report of an engagement as files: as it is signed, for reading, and for calculating. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { engagementPath } from "./engagement-shapes.ts";
import { empty, none } from "./schemas.ts";

const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const reportErrors = ["request.not-found", "pack.not-found", "engagement.stage"] as const;

const language = z.object({ language: z.enum(["zh", "en"]).default("zh") });

const bytes = z.instanceof(Uint8Array);

/** `contentHash` of the signatures is the SHA-256 of the canonical JSON of its member `content`. */
export const downloadReportJson = endpoint({
  name: "downloadReportJson",
  summary: { zh: "评测报告（JSON，签署所依据的内容）", en: "The report as JSON, as it is signed" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/report.json",
  permission: "fieldwork:read",
  path: engagementPath,
  query: empty,
  body: none,
  reply: bytes,
  replyBinary: true,
  media: { type: "application/json", file: "assessment-report.json" },
  errors: [...reportErrors],
});

export const downloadReportDocx = endpoint({
  name: "downloadReportDocx",
  summary: { zh: "评测报告（DOCX）", en: "The report (DOCX)" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/report.docx",
  permission: "fieldwork:read",
  path: engagementPath,
  query: language,
  body: none,
  reply: bytes,
  replyBinary: true,
  media: { type: docx, file: "assessment-report.docx" },
  errors: [...reportErrors],
});

export const downloadReportPdf = endpoint({
  name: "downloadReportPdf",
  summary: { zh: "评测报告（PDF）", en: "The report (PDF)" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/report.pdf",
  permission: "fieldwork:read",
  path: engagementPath,
  query: language,
  body: none,
  reply: bytes,
  replyBinary: true,
  media: { type: "application/pdf", file: "assessment-report.pdf" },
  errors: [...reportErrors],
});

export const downloadReportXlsx = endpoint({
  name: "downloadReportXlsx",
  summary: { zh: "评测报告（XLSX）", en: "The report (XLSX)" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/report.xlsx",
  permission: "fieldwork:read",
  path: engagementPath,
  query: language,
  body: none,
  reply: bytes,
  replyBinary: true,
  media: { type: xlsx, file: "assessment-report.xlsx" },
  errors: [...reportErrors],
});

export const downloadReportOscalAr = endpoint({
  name: "downloadReportOscalAr",
  summary: { zh: "评测报告（OSCAL 评测结果）", en: "The report (OSCAL assessment results)" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/report.oscal-ar.json",
  permission: "fieldwork:read",
  path: engagementPath,
  query: language,
  body: none,
  reply: bytes,
  replyBinary: true,
  media: { type: "application/json", file: "assessment-results.oscal.json" },
  errors: [...reportErrors],
});

export const downloadReportOscalPoam = endpoint({
  name: "downloadReportOscalPoam",
  summary: {
    zh: "评测报告的整改计划（OSCAL POA&M）",
    en: "The report's plan of action and milestones (OSCAL)",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/report.oscal-poam.json",
  permission: "fieldwork:read",
  path: engagementPath,
  query: language,
  body: none,
  reply: bytes,
  replyBinary: true,
  media: { type: "application/json", file: "plan-of-action.oscal.json" },
  errors: [...reportErrors, "report.no-findings"],
});
