/** Reads of an assessment and of one requirement with its evidence. */

import { getAssessment, getRequirement, type ReplyOf } from "@fenji/contract";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { AssessmentSearch } from "../../routes/search-params.ts";
import { client } from "../../contract-client.ts";

export type Assessment = ReplyOf<typeof getAssessment>;
export type RequirementRow = Assessment["requirements"][number];
export type RequirementDetail = ReplyOf<typeof getRequirement>;

export interface AssessmentOf {
  readonly type?: string;
  readonly grade?: number;
  /** ISO 8601 in UTC; now where it says nothing. */
  readonly asOf?: string;
  readonly by?: "received";
}

/** The end of a day where the reader is. */
export const momentOf = ({ asOf, by }: AssessmentSearch): Pick<AssessmentOf, "asOf" | "by"> =>
  asOf === undefined
    ? {}
    : {
        asOf: new Date(`${asOf}T23:59:59.999`).toISOString(),
        ...(by === undefined ? {} : { by }),
      };

export const assessmentQuery = (enterpriseId: string, of: AssessmentOf) =>
  queryOptions({
    queryKey: ["enterprise", enterpriseId, "assessment", of],
    queryFn: ({ signal }) =>
      client.call(getAssessment, { path: { enterpriseId }, query: of, signal }),
    placeholderData: keepPreviousData,
  });

export const requirementQuery = (
  enterpriseId: string,
  requirementId: string,
  at: Pick<AssessmentOf, "asOf" | "by"> = {},
) =>
  queryOptions({
    queryKey: ["enterprise", enterpriseId, "requirement", requirementId, at],
    queryFn: ({ signal }) =>
      client.call(getRequirement, { path: { enterpriseId, requirementId }, query: at, signal }),
    placeholderData: keepPreviousData,
  });
