/** Every operation of the API, in the order in which its document lists them. */

import { getAssessment, getRequirement } from "./assessment.ts";
import type { Endpoint } from "./endpoint.ts";
import {
  createEnterprise,
  getEnterprise,
  listEnterprises,
  listEvents,
  listFactsHistory,
  saveFacts,
} from "./enterprises.ts";
import {
  importEvidence,
  listEvidence,
  listFormats,
  listUnmapped,
  withdrawEvidence,
} from "./evidence.ts";
import { getGrading, previewGrading } from "./grading.ts";
import { getLiveness, getReadiness, getSession } from "./node.ts";
import { getPack, listPacks } from "./packs.ts";
import { getPlan } from "./plan.ts";
import { getProvince, listJurisdictions } from "./province.ts";

export const operations: readonly Endpoint[] = [
  getPlan,
  listEnterprises,
  createEnterprise,
  getEnterprise,
  listFactsHistory,
  saveFacts,
  listEvents,
  getGrading,
  previewGrading,
  getAssessment,
  getRequirement,
  listEvidence,
  importEvidence,
  withdrawEvidence,
  listUnmapped,
  listFormats,
  getProvince,
  listJurisdictions,
  listPacks,
  getPack,
  getSession,
  getLiveness,
  getReadiness,
];
