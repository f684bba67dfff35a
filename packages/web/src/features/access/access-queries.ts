/** Reads of policies, of what they would decide, and of what was decided. */

import {
  explainDecision,
  listDecisions,
  listEnterpriseDecisions,
  listPolicies,
  type QueryInputOf,
  type ReplyOf,
} from "@fenji/contract";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import type { DecisionsSearch } from "../../routes/search-params.ts";
import type { Question } from "./explain-question.ts";

export type Policies = ReplyOf<typeof listPolicies>;
export type Explanation = ReplyOf<typeof explainDecision>;
export type Decision = ReplyOf<typeof listDecisions>["decisions"][number];

export const policiesQuery = queryOptions({
  queryKey: ["policies"],
  queryFn: ({ signal }) => client.call(listPolicies, { signal }),
});

/** Explaining changes nothing, so the answer is kept like that of a read. */
export const explanationQuery = (question: Question) =>
  queryOptions({
    queryKey: ["explanation", question],
    queryFn: ({ signal }) => client.call(explainDecision, { body: question, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

const pageOf = (search: DecisionsSearch, cursor: string | null) =>
  ({
    ...search,
    ...(cursor === null ? {} : { cursor }),
  }) satisfies QueryInputOf<typeof listDecisions>;

export const decisionsQuery = (search: DecisionsSearch) =>
  infiniteQueryOptions({
    queryKey: ["decisions", search],
    queryFn: ({ pageParam, signal }) =>
      client.call(listDecisions, { query: pageOf(search, pageParam), signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 0,
  });

export const enterpriseDecisionsQuery = (enterpriseId: string) =>
  infiniteQueryOptions({
    queryKey: ["enterprise", enterpriseId, "decisions"],
    queryFn: ({ pageParam, signal }) =>
      client.call(listEnterpriseDecisions, {
        path: { enterpriseId },
        query: pageOf({}, pageParam),
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
