/** Reads of the reviewer's desk: one filing side by side, and the templates of reasons. */

import { listReasonTemplates, reviewFiling, type ReplyOf } from "@fenji/contract";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";

export type Review = ReplyOf<typeof reviewFiling>;
export type ReasonTemplate = ReplyOf<typeof listReasonTemplates>["templates"][number];

export const reviewQuery = (enterpriseId: string, filingId: string) =>
  queryOptions({
    queryKey: ["filings", "review", enterpriseId, filingId],
    queryFn: ({ signal }) =>
      client.call(reviewFiling, { path: { enterpriseId, filingId }, signal }),
  });

export const templatesQuery = queryOptions({
  queryKey: ["filings", "templates"],
  queryFn: ({ signal }) => client.call(listReasonTemplates, { query: {}, signal }),
});
