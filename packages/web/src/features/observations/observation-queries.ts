/** Reads of observations, page by page, by what the address says. */

import { listObservations, type QueryInputOf, type ReplyOf } from "@fenji/contract";
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import type { ObservationSearch } from "../../routes/observation-search.ts";

export type ObservationRow = ReplyOf<typeof listObservations>["items"][number];

const pageSize = 100;

export const observationsQuery = (enterpriseId: string, search: ObservationSearch) =>
  infiniteQueryOptions({
    queryKey: ["enterprise", enterpriseId, "observations", search],
    queryFn: ({ pageParam, signal }) => {
      const query: QueryInputOf<typeof listObservations> = {
        ...search,
        limit: pageSize,
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      return client.call(listObservations, { path: { enterpriseId }, query, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });
