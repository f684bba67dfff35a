/** Reads of published aggregates and of their drafts; every key starts with ["publications"]. */

import {
  getPublication,
  getPublicationDraft,
  listPublicationDrafts,
  listPublications,
  type ReplyOf,
} from "@fenji/contract";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";

export type PublicationHead = ReplyOf<typeof listPublications>["publications"][number];
export type Publication = ReplyOf<typeof getPublication>;
export type Draft = ReplyOf<typeof getPublicationDraft>;
export type PublicationBody = Draft["body"];

const pageOf = (cursor: string | null) => (cursor === null ? {} : { cursor });

export const publicationsQuery = infiniteQueryOptions({
  queryKey: ["publications", "released"],
  queryFn: ({ pageParam, signal }) =>
    client.call(listPublications, { query: pageOf(pageParam), signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.nextCursor,
});

export const draftsQuery = infiniteQueryOptions({
  queryKey: ["publications", "drafts"],
  queryFn: ({ pageParam, signal }) =>
    client.call(listPublicationDrafts, { query: pageOf(pageParam), signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.nextCursor,
});

export const publicationQuery = (publicationId: string) =>
  queryOptions({
    queryKey: ["publications", "released", publicationId],
    queryFn: ({ signal }) => client.call(getPublication, { path: { publicationId }, signal }),
  });

export const draftQuery = (publicationId: string) =>
  queryOptions({
    queryKey: ["publications", "drafts", publicationId],
    queryFn: ({ signal }) => client.call(getPublicationDraft, { path: { publicationId }, signal }),
  });
