/** Reads of graded objects and of eligibility; a change of facts makes all of them old. */

import {
  getEligibility,
  getObject,
  getRegimes,
  gradeObjectOn,
  listObjectFacts,
  listObjects,
} from "@fenji/contract";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";

/** Under the enterprise's own key, so that what makes the enterprise old makes these old too. */
const keyOf = (enterpriseId: string, ...rest: readonly (string | undefined)[]) => [
  "enterprise",
  enterpriseId,
  "objects",
  ...rest,
];

export const objectsQuery = (enterpriseId: string) =>
  queryOptions({
    queryKey: keyOf(enterpriseId, "list"),
    queryFn: ({ signal }) => client.call(listObjects, { path: { enterpriseId }, signal }),
  });

export interface ObjectAddress {
  readonly enterpriseId: string;
  readonly objectId: string;
}

export const objectQuery = (path: ObjectAddress, date: string | undefined) =>
  queryOptions({
    queryKey: keyOf(path.enterpriseId, "one", path.objectId, date),
    queryFn: ({ signal }) =>
      client.call(getObject, { path, query: date === undefined ? {} : { date }, signal }),
    placeholderData: keepPreviousData,
  });

export const objectGradingQuery = (path: ObjectAddress, pack: string) =>
  queryOptions({
    queryKey: keyOf(path.enterpriseId, "grading", path.objectId, pack),
    queryFn: ({ signal }) => client.call(gradeObjectOn, { path, query: { pack }, signal }),
  });

export const objectHistoryQuery = (path: ObjectAddress, pack: string) =>
  queryOptions({
    queryKey: keyOf(path.enterpriseId, "history", path.objectId, pack),
    queryFn: ({ signal }) => client.call(listObjectFacts, { path, query: { pack }, signal }),
  });

export interface EligibilityAsked {
  readonly date?: string | undefined;
  readonly fixed?: string | undefined;
}

export const eligibilityQuery = (enterpriseId: string, { date, fixed }: EligibilityAsked) =>
  queryOptions({
    queryKey: keyOf(enterpriseId, "eligibility", date, fixed),
    queryFn: ({ signal }) =>
      client.call(getEligibility, {
        path: { enterpriseId },
        query: {
          ...(date === undefined ? {} : { date }),
          ...(fixed === undefined ? {} : { fixed }),
        },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

export const regimesQuery = (enterpriseId: string, date: string | undefined) =>
  queryOptions({
    queryKey: keyOf(enterpriseId, "regimes", date),
    queryFn: ({ signal }) =>
      client.call(getRegimes, {
        path: { enterpriseId },
        query: date === undefined ? {} : { date },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
