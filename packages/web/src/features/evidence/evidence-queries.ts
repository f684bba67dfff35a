/** Reads of an enterprise's evidence files and of checks that reach no requirement. */

import { listEvidence, listFormats, listUnmapped } from "@fenji/contract";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";

export const evidenceQuery = (enterpriseId: string) =>
  queryOptions({
    queryKey: ["enterprise", enterpriseId, "evidence"],
    queryFn: ({ signal }) => client.call(listEvidence, { path: { enterpriseId }, signal }),
  });

export const unmappedQuery = (enterpriseId: string) =>
  queryOptions({
    queryKey: ["enterprise", enterpriseId, "unmapped"],
    queryFn: ({ signal }) => client.call(listUnmapped, { path: { enterpriseId }, signal }),
  });

export const formatsQuery = queryOptions({
  queryKey: ["formats"],
  queryFn: ({ signal }) => client.call(listFormats, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
