/** Reads of packs; a version never changes, so it is read once. */

import { getPack, listPacks } from "@fenji/contract";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import { sessionQuery } from "../node/session-query.ts";

export const packsQuery = queryOptions({
  queryKey: ["packs"],
  queryFn: ({ signal }) => client.call(listPacks, { signal }),
});

export const packQuery = (packId: string, version: string) =>
  queryOptions({
    queryKey: ["pack", packId, version],
    queryFn: async ({ signal }) =>
      (await client.call(getPack, { path: { packId, version }, signal })).pack,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The regime in force on this node. */
export const defaultPackQuery = queryOptions({
  queryKey: ["pack", "default"],
  queryFn: async ({ client: queries, signal }) => {
    const { defaultPack } = await queries.ensureQueryData(sessionQuery);
    const path = { packId: defaultPack.id, version: defaultPack.version };
    return (await client.call(getPack, { path, signal })).pack;
  },
  staleTime: Number.POSITIVE_INFINITY,
});
