/** Reads of the registry; every key of one enterprise starts with ["enterprise", id]. */

import {
  getEnterprise,
  getProvince,
  listEnterprises,
  listEvents,
  listJurisdictions,
} from "@fenji/contract";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import type { RegistrySearch } from "../../routes/search-params.ts";

export const pageSize = 50;

/** A newer search cancels the request of the older one. */
export const registryQuery = ({ q, after, ...filter }: RegistrySearch) =>
  queryOptions({
    queryKey: ["registry", q, after, filter],
    queryFn: ({ signal }) =>
      client.call(listEnterprises, {
        query: {
          ...filter,
          limit: pageSize,
          ...(q === undefined ? {} : { search: q }),
          ...(after === undefined ? {} : { cursor: after }),
        },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

export const provinceQuery = queryOptions({
  queryKey: ["province"],
  queryFn: ({ signal }) => client.call(getProvince, { query: {}, signal }),
});

export const jurisdictionsQuery = queryOptions({
  queryKey: ["jurisdictions"],
  queryFn: ({ signal }) => client.call(listJurisdictions, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const enterpriseQuery = (enterpriseId: string) =>
  queryOptions({
    queryKey: ["enterprise", enterpriseId, "summary"],
    queryFn: ({ signal }) => client.call(getEnterprise, { path: { enterpriseId }, signal }),
  });

export const eventsQuery = (enterpriseId: string) =>
  infiniteQueryOptions({
    queryKey: ["enterprise", enterpriseId, "events"],
    queryFn: ({ pageParam, signal }) =>
      client.call(listEvents, {
        path: { enterpriseId },
        query: pageParam === null ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
