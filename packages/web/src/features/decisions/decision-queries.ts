/** Reads of what people decided about verdicts; keys start with the enterprise, so that a decision refreshes its verdicts. */

import { listContested, listVerdictDecisions, type ReplyOf } from "@fenji/contract";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";

export type Decision = ReplyOf<typeof listVerdictDecisions>["decisions"][number];
export type Contested = ReplyOf<typeof listContested>["items"][number];

export const decisionsQuery = (enterpriseId: string, requirement: string) =>
  queryOptions({
    queryKey: ["enterprise", enterpriseId, "decisions", requirement],
    queryFn: ({ signal }) =>
      client.call(listVerdictDecisions, { path: { enterpriseId }, query: { requirement }, signal }),
  });

export const contestedQuery = (enterpriseId: string) =>
  queryOptions({
    queryKey: ["enterprise", enterpriseId, "contested"],
    queryFn: ({ signal }) =>
      client.call(listContested, { path: { enterpriseId }, query: {}, signal }),
  });
