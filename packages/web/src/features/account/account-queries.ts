/** Reads of one's own account; every key starts with ["account"]. */

import { getAccount, listPasskeys, listSessions, type ReplyOf } from "@fenji/contract";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";

export type Account = ReplyOf<typeof getAccount>;

export const accountQuery = queryOptions({
  queryKey: ["account", "self"],
  queryFn: ({ signal }) => client.call(getAccount, { signal }),
});

export const passkeysQuery = queryOptions({
  queryKey: ["account", "passkeys"],
  queryFn: ({ signal }) => client.call(listPasskeys, { signal }),
});

export const sessionsQuery = queryOptions({
  queryKey: ["account", "sessions"],
  queryFn: ({ signal }) => client.call(listSessions, { signal }),
  // Others begin and end elsewhere.
  staleTime: 0,
});
