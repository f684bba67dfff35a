/** Reads of what-if; every key starts with ["what-if"]. */

import {
  listRowFirms,
  listScenarios,
  prepareRegistryColumns,
  urlOf,
  getRegistryColumns,
} from "@fenji/contract";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";

/** While the node lays the registry out it is asked again and again. */
export const preparedQuery = (pack: string) =>
  queryOptions({
    queryKey: ["what-if", "prepared", pack],
    queryFn: ({ signal }) => client.call(prepareRegistryColumns, { query: { pack }, signal }),
    refetchInterval: ({ state }) => (state.data?.state === "building" ? 500 : false),
    refetchOnWindowFocus: false,
    staleTime: 0,
  });

export const columnsAddress = (pack: string, version: string): string =>
  urlOf(getRegistryColumns, { query: { pack, version } });

export interface RowsAsked {
  readonly pack: string;
  readonly version: string;
  readonly rows: readonly number[];
}

export const rowFirmsQuery = ({ pack, version, rows }: RowsAsked) =>
  queryOptions({
    queryKey: ["what-if", "firms", pack, version, rows],
    queryFn: async ({ signal }) =>
      rows.length === 0
        ? []
        : (
            await client.call(listRowFirms, {
              query: { pack, version, rows: rows.join(",") },
              signal,
            })
          ).firms,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const scenariosQuery = (pack: string) =>
  queryOptions({
    queryKey: ["what-if", "scenarios", pack],
    queryFn: async ({ signal }) =>
      (await client.call(listScenarios, { query: { pack }, signal })).scenarios,
  });
