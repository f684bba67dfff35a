/** Answers AuthZEN searches by deciding for one stored candidate after the other: who may, on what, and how. */

import { AppError } from "@fenji/kernel";
import type { AccessRequest, EntityUid } from "../access-request.ts";
import { decided, type DecisionPoint } from "./answer.ts";
import type { Evaluation } from "./evaluation.ts";
import { readSearch, tokenFor, type SearchKind } from "./search-request.ts";
import { accessRequestOf, actionNameOf } from "./to-cedar.ts";

/** A decision point that knows whom and what it keeps. */
export interface SearchableDecisionPoint extends DecisionPoint {
  /** Ids of the stored entities of a type, sorted by code unit. */
  readonly idsOf: (type: string) => readonly string[];
  /** Every action that the schema names. */
  readonly actions: readonly EntityUid[];
}

export type Found = EntityUid | { readonly name: string };

/** Section 8.3. */
export interface SearchAnswer {
  readonly page: { readonly next_token: string; readonly count: number };
  readonly results: readonly Found[];
}

/** Candidates that are decided on for one page, so that a rare result does not hold up everybody else. */
const maxExamined = 2_000;

/**
 * `text` is the JSON of a search request. A page may come out short, or empty, with a token to go on: the end is an empty token.
 * @throws AppError `authzen.*` with the HTTP status that it deserves.
 */
export const answerSearch = async (
  text: string,
  kind: SearchKind,
  point: SearchableDecisionPoint,
): Promise<SearchAnswer> => {
  const search = readSearch(text, kind);
  const request = requestOf(search.evaluation);
  if (request === null) return { page: { next_token: "", count: 0 }, results: [] };
  const { ids, candidate } = candidatesOf(request, kind, point);
  const results: Found[] = [];
  const begun = search.after === null ? 0 : firstAfter(ids, search.after);
  const end = Math.min(ids.length, begun + maxExamined);
  let next = begun;
  for (; next < end && results.length < search.limit; next += 1) {
    const { asked, found } = candidate(ids[next] ?? "");
    const { allowed } = await decided({ ...request, ...asked }, point);
    if (allowed) results.push(found);
  }
  const last = next === begun ? (search.after ?? "") : (ids[next - 1] ?? "");
  const next_token = next < ids.length ? tokenFor(search, last) : "";
  return { page: { next_token, count: results.length }, results };
};

interface Candidate {
  readonly asked: Partial<AccessRequest>;
  readonly found: Found;
}

interface Candidates {
  /** Sorted by code unit. */
  readonly ids: readonly string[];
  readonly candidate: (id: string) => Candidate;
}

/** Null where a part bears a type that no policy can spell: then nothing is permitted. */
const requestOf = (evaluation: Evaluation): AccessRequest | null => {
  try {
    return accessRequestOf(evaluation);
  } catch (error) {
    if (error instanceof AppError && error.code === "authzen.no-cedar-type") return null;
    throw error;
  }
};

const candidatesOf = (
  request: AccessRequest,
  kind: SearchKind,
  point: SearchableDecisionPoint,
): Candidates => {
  if (kind === "action") return actionCandidates(request, point);
  const part = kind === "subject" ? "principal" : "resource";
  const { type } = request[part];
  return {
    ids: point.idsOf(type),
    candidate: (id) => ({ asked: { [part]: { type, id } }, found: { type, id } }),
  };
};

const actionCandidates = (
  { principal }: AccessRequest,
  { actions }: SearchableDecisionPoint,
): Candidates => {
  const named = new Map(
    actions.flatMap((action) => {
      const name = actionNameOf(action, principal);
      return name === undefined ? [] : [[name, action] as const];
    }),
  );
  return {
    ids: [...named.keys()].toSorted((a, b) => (a < b ? -1 : 1)),
    candidate: (name) => {
      const action = named.get(name);
      return { asked: action === undefined ? {} : { action }, found: { name } };
    },
  };
};

/** Where to go on, although entities may have come and gone in between. */
const firstAfter = (ids: readonly string[], id: string): number => {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? "") <= id) low = middle + 1;
    else high = middle;
  }
  return low;
};
