/** Reads of an assessment and of one requirement with its evidence. */

import { getAssessment, getRequirement, type ReplyOf } from "@fenji/contract";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";

export type Assessment = ReplyOf<typeof getAssessment>;
export type RequirementRow = Assessment["requirements"][number];
export type RequirementDetail = ReplyOf<typeof getRequirement>;

export interface AssessmentOf {
  readonly type?: string;
  readonly grade?: number;
}

export const assessmentQuery = (enterpriseId: string, of: AssessmentOf) =>
  queryOptions({
    queryKey: ["enterprise", enterpriseId, "assessment", of],
    queryFn: ({ signal }) =>
      client.call(getAssessment, { path: { enterpriseId }, query: of, signal }),
    placeholderData: keepPreviousData,
  });

export const requirementQuery = (enterpriseId: string, requirementId: string) =>
  queryOptions({
    queryKey: ["enterprise", enterpriseId, "requirement", requirementId],
    queryFn: ({ signal }) =>
      client.call(getRequirement, { path: { enterpriseId, requirementId }, signal }),
    placeholderData: keepPreviousData,
  });
