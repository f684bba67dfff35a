/** Reads of table mappings, and the preview of a file that is not kept. */

import { listTableMappings, previewTable, type ReplyOf } from "@fenji/contract";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";

export type StoredMapping = ReplyOf<typeof listTableMappings>["mappings"][number];
export type Mapping = StoredMapping["mapping"];
export type PreviewedTable = ReplyOf<typeof previewTable>["tables"][number];

export const mappingsQuery = (enterpriseId: string) =>
  queryOptions({
    queryKey: ["enterprise", enterpriseId, "table-mappings"],
    queryFn: ({ signal }) => client.call(listTableMappings, { path: { enterpriseId }, signal }),
  });

export const previewFile = async (enterpriseId: string, file: Blob): Promise<PreviewedTable[]> =>
  (await client.call(previewTable, { path: { enterpriseId }, bytes: file })).tables;
