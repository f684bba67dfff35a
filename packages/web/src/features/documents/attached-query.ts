/** Documents that the engagements of a firm keep; read again with whatever changes in them. */

import { listAttachedDocuments, type QueryOf, type ReplyOf } from "@fenji/contract";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import { engagementKey } from "../engagements/engagement-queries.ts";

export type AttachedDocument = ReplyOf<typeof listAttachedDocuments>["documents"][number];

export const attachedQuery = (enterpriseId: string, query: QueryOf<typeof listAttachedDocuments>) =>
  queryOptions({
    queryKey: [...engagementKey(enterpriseId), "attached", query],
    queryFn: ({ signal }) =>
      client.call(listAttachedDocuments, { path: { enterpriseId }, query, signal }),
  });
