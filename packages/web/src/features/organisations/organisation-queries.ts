/** Reads of organisations; every key of one starts with ["organisation", id]. */

import {
  getOrganisation,
  listAssignments,
  listInvitations,
  listMembers,
  listOrganisations,
  listTokens,
  listUsers,
  type OrganisationKind,
  type ReplyOf,
} from "@fenji/contract";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";

export type Organisation = ReplyOf<typeof getOrganisation>;
export type Member = ReplyOf<typeof listMembers>["members"][number];
export type Token = ReplyOf<typeof listTokens>["tokens"][number];
export type Assignment = ReplyOf<typeof listAssignments>["assignments"][number];
export type User = ReplyOf<typeof listUsers>["users"][number];

export const organisationsQuery = (kind?: OrganisationKind) =>
  queryOptions({
    queryKey: ["organisations", kind],
    queryFn: ({ signal }) =>
      client.call(listOrganisations, { query: kind === undefined ? {} : { kind }, signal }),
    placeholderData: keepPreviousData,
  });

export const organisationQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ["organisation", organisationId, "summary"],
    queryFn: ({ signal }) => client.call(getOrganisation, { path: { organisationId }, signal }),
  });

export const membersQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ["organisation", organisationId, "members"],
    queryFn: ({ signal }) => client.call(listMembers, { path: { organisationId }, signal }),
  });

export const invitationsQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ["organisation", organisationId, "invitations"],
    queryFn: ({ signal }) => client.call(listInvitations, { path: { organisationId }, signal }),
  });

export const tokensQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ["organisation", organisationId, "tokens"],
    queryFn: ({ signal }) => client.call(listTokens, { path: { organisationId }, signal }),
  });

export const assignmentsQuery = (enterpriseId: string) =>
  queryOptions({
    queryKey: ["enterprise", enterpriseId, "assignments"],
    queryFn: ({ signal }) => client.call(listAssignments, { path: { enterpriseId }, signal }),
  });

export const usersQuery = (search: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["users", search],
    queryFn: ({ pageParam, signal }) =>
      client.call(listUsers, {
        query: {
          ...(search === undefined ? {} : { search }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });
