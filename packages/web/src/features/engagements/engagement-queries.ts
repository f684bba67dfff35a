/** Reads of assessment as work; keys start with ["engagements", firm], so that any change refreshes what hangs on it. */

import {
  compareEngagement,
  downloadReportJson,
  getEngagement,
  getFinding,
  getResult,
  listAssignments,
  listEngagementPeople,
  listEngagements,
  listFieldDocuments,
  listFieldRecords,
  listFindings,
  listResults,
  type ReplyOf,
} from "@fenji/contract";
import type { AssessmentReport } from "@fenji/assessment";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";

export type Engagement = ReplyOf<typeof getEngagement>;
export type EngagementRow = ReplyOf<typeof listEngagements>["engagements"][number];
export type Stage = Engagement["stage"];
export type TeamRole = Engagement["myRoles"][number];
export type Results = ReplyOf<typeof listResults>;
export type ResultRow = Results["results"][number];
export type ResultDetail = ReplyOf<typeof getResult>;
export type ResultWord = NonNullable<ResultRow["proposed"]>;
export type ShownRecord = ReplyOf<typeof listFieldRecords>["records"][number];
export type FieldDocument = ReplyOf<typeof listFieldDocuments>["documents"][number];
export type Finding = ReplyOf<typeof getFinding>;
export type Comparison = ReplyOf<typeof compareEngagement>;

/** Which engagement of which firm. */
export interface EngagementPath {
  readonly enterpriseId: string;
  readonly engagementId: string;
}

export const engagementKey = (enterpriseId: string) => ["engagements", enterpriseId] as const;

const pageSize = 50;

export const engagementsQuery = (enterpriseId: string) =>
  infiniteQueryOptions({
    queryKey: [...engagementKey(enterpriseId), "list"],
    queryFn: ({ pageParam, signal }) =>
      client.call(listEngagements, {
        path: { enterpriseId },
        query: { limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export const assessorsQuery = (enterpriseId: string) =>
  queryOptions({
    queryKey: [...engagementKey(enterpriseId), "assessors"],
    queryFn: ({ signal }) => client.call(listAssignments, { path: { enterpriseId }, signal }),
  });

export const engagementQuery = (path: EngagementPath) =>
  queryOptions({
    queryKey: [...engagementKey(path.enterpriseId), path.engagementId, "engagement"],
    queryFn: ({ signal }) => client.call(getEngagement, { path, signal }),
  });

export const peopleQuery = (path: EngagementPath) =>
  queryOptions({
    queryKey: [...engagementKey(path.enterpriseId), path.engagementId, "people"],
    queryFn: ({ signal }) => client.call(listEngagementPeople, { path, signal }),
  });

export const resultsQuery = (path: EngagementPath) =>
  queryOptions({
    queryKey: [...engagementKey(path.enterpriseId), path.engagementId, "results"],
    queryFn: ({ signal }) => client.call(listResults, { path, signal }),
  });

export const resultQuery = (path: EngagementPath, requirementId: string) =>
  queryOptions({
    queryKey: [...engagementKey(path.enterpriseId), path.engagementId, "result", requirementId],
    queryFn: ({ signal }) => client.call(getResult, { path: { ...path, requirementId }, signal }),
    placeholderData: keepPreviousData,
  });

export const recordsQuery = (path: EngagementPath) =>
  queryOptions({
    queryKey: [...engagementKey(path.enterpriseId), path.engagementId, "records"],
    queryFn: ({ signal }) => client.call(listFieldRecords, { path, query: {}, signal }),
  });

export const documentsQuery = (path: EngagementPath) =>
  queryOptions({
    queryKey: [...engagementKey(path.enterpriseId), path.engagementId, "documents"],
    queryFn: ({ signal }) => client.call(listFieldDocuments, { path, signal }),
  });

export interface FindingsWanted {
  readonly state?: "open" | "closed";
  readonly engagement?: string;
}

export const findingsQuery = (enterpriseId: string, wanted: FindingsWanted) =>
  infiniteQueryOptions({
    queryKey: [...engagementKey(enterpriseId), "findings", wanted],
    queryFn: ({ pageParam, signal }) =>
      client.call(listFindings, {
        path: { enterpriseId },
        query: { ...wanted, limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

export const findingQuery = (enterpriseId: string, findingId: string) =>
  queryOptions({
    queryKey: [...engagementKey(enterpriseId), "finding", findingId],
    queryFn: ({ signal }) => client.call(getFinding, { path: { enterpriseId, findingId }, signal }),
  });

export const comparisonQuery = (path: EngagementPath) =>
  queryOptions({
    queryKey: [...engagementKey(path.enterpriseId), path.engagementId, "comparison"],
    queryFn: ({ signal }) => client.call(compareEngagement, { path, signal }),
  });

export const reportQuery = (path: EngagementPath) =>
  queryOptions({
    queryKey: [...engagementKey(path.enterpriseId), path.engagementId, "report"],
    queryFn: async ({ signal }): Promise<AssessmentReport> => {
      const bytes = await client.call(downloadReportJson, { path, signal });
      return JSON.parse(new TextDecoder().decode(bytes));
    },
  });
