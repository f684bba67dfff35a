/** Operations of assessment as work: engagements, field work, results, findings, reports. */

import type { Endpoint } from "./endpoint.ts";
import {
  addFieldDocument,
  listFieldDocuments,
  listFieldRecords,
  openFieldDocument,
  syncFieldRecords,
} from "./engagement-fieldwork.ts";
import {
  downloadReportDocx,
  downloadReportJson,
  downloadReportPdf,
  downloadReportXlsx,
} from "./engagement-reports.ts";
import {
  compareEngagement,
  concludeRequirement,
  confirmResults,
  getResult,
  listResults,
  returnEngagement,
  signEngagement,
} from "./engagement-results.ts";
import {
  assignRequirements,
  changeEngagement,
  confirmEngagementStart,
  createEngagement,
  drawEngagementSample,
  getEngagement,
  listEngagementPeople,
  listEngagements,
  moveEngagement,
  setEngagementScope,
  setEngagementTeam,
} from "./engagements.ts";
import {
  changeFinding,
  getFinding,
  listFindings,
  planRectification,
  raiseFinding,
  reportRectification,
  retestFinding,
} from "./findings.ts";

export const engagementOperations: readonly Endpoint[] = [
  listEngagements,
  createEngagement,
  getEngagement,
  changeEngagement,
  listEngagementPeople,
  setEngagementTeam,
  setEngagementScope,
  drawEngagementSample,
  assignRequirements,
  confirmEngagementStart,
  moveEngagement,
  listFieldRecords,
  syncFieldRecords,
  listFieldDocuments,
  addFieldDocument,
  openFieldDocument,
  listResults,
  getResult,
  concludeRequirement,
  confirmResults,
  compareEngagement,
  signEngagement,
  returnEngagement,
  downloadReportDocx,
  downloadReportJson,
  downloadReportPdf,
  downloadReportXlsx,
  listFindings,
  getFinding,
  raiseFinding,
  changeFinding,
  planRectification,
  reportRectification,
  retestFinding,
];
