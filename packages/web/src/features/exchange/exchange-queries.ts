/** Reads of this node, of the nodes it is linked to, and of what they sent each other; keys start with ["exchange"]. */

import {
  getNode,
  listEnrolmentCodes,
  listEnterpriseMessages,
  listMessages,
  listPeers,
  readEnterpriseMessage,
  readMessage,
  type QueryInputOf,
  type ReplyOf,
} from "@fenji/contract";
import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import type { MessagesSearch } from "../../routes/search-params.ts";

export type Peer = ReplyOf<typeof listPeers>["peers"][number];
export type EnrolmentCode = ReplyOf<typeof listEnrolmentCodes>["codes"][number];
export type MessageSummary = ReplyOf<typeof listMessages>["messages"][number];
export type MessageRead = ReplyOf<typeof readMessage>;

/** Messages travel while one looks on; this often the page asks again. */
export const followMs = 5_000;

export const nodeQuery = queryOptions({
  queryKey: ["exchange", "node"],
  queryFn: ({ signal }) => client.call(getNode, { signal }),
});

export const peersQuery = queryOptions({
  queryKey: ["exchange", "peers"],
  queryFn: ({ signal }) => client.call(listPeers, { signal }),
  refetchInterval: followMs,
});

export const codesQuery = queryOptions({
  queryKey: ["exchange", "codes"],
  queryFn: ({ signal }) => client.call(listEnrolmentCodes, { signal }),
});

/** Of everything, of one peer, or of one enterprise. */
export interface MessagesOf {
  readonly peerId?: string;
  readonly enterpriseId?: string;
}

export const messagesQuery = ({ peerId, enterpriseId }: MessagesOf, search: MessagesSearch) =>
  infiniteQueryOptions({
    queryKey: ["exchange", "messages", peerId, enterpriseId, search],
    queryFn: ({ pageParam, signal }) => {
      const query: QueryInputOf<typeof listMessages> = {
        ...search,
        ...(peerId === undefined ? {} : { peer: peerId }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      return enterpriseId === undefined
        ? client.call(listMessages, { query, signal })
        : client.call(listEnterpriseMessages, { path: { enterpriseId }, query, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: followMs,
  });

export const messageQuery = (messageId: string, enterpriseId?: string) =>
  queryOptions({
    queryKey: ["exchange", "message", messageId, enterpriseId],
    queryFn: ({ signal }) =>
      enterpriseId === undefined
        ? client.call(readMessage, { path: { messageId }, signal })
        : client.call(readEnterpriseMessage, { path: { enterpriseId, messageId }, signal }),
  });

/** After anything that makes or moves a message. */
export const refreshExchange = async (queries: QueryClient): Promise<void> => {
  await queries.invalidateQueries({ queryKey: ["exchange"] });
  await queries.invalidateQueries({ queryKey: ["filings"] });
};
