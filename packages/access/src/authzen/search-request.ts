/** A search as AuthZEN writes it (section 8): an evaluation with one part left open, and the page that is wanted. */

import { AppError } from "@fenji/kernel";
import { evaluationOf, objectOf, readTop, type Evaluation } from "./evaluation.ts";
import type { JsonObject, JsonValue } from "./read-json.ts";

/** What is looked for. */
export type SearchKind = "subject" | "resource" | "action";

export interface SearchRequest {
  /** With an empty id, or name, in the part that is looked for. */
  readonly evaluation: Evaluation;
  readonly limit: number;
  /** The last id that was looked at before; null at the beginning. */
  readonly after: string | null;
  /** Tells this request from others, whatever its token. */
  readonly fingerprint: string;
}

const defaultLimit = 100;
const maxLimit = 1_000;

/** @throws AppError `authzen.*` with status 400, also for a token that belongs to another request (8.2). */
export const readSearch = (text: string, kind: SearchKind): SearchRequest => {
  const top = readTop(text);
  const page = top["page"] == null ? null : objectOf(top["page"], "page");
  const evaluation = evaluationOf({ ...top, [kind]: openPart(top, kind) }, null, "");
  const limit = limitOf(page);
  const fingerprint = fingerprintOf([kind, evaluation, limit]);
  return { evaluation, limit, after: positionIn(page, fingerprint), fingerprint };
};

/** Whatever stands where the answer belongs is ignored (8.4.1, 8.5.1). */
const openPart = (top: JsonObject, kind: SearchKind): JsonValue => {
  if (kind === "action") return { name: "" };
  const part = top[kind] ?? null;
  return part === null ? null : { ...objectOf(part, kind), id: "" };
};

const limitOf = (page: JsonObject | null): number => {
  const limit = page?.["limit"] ?? defaultLimit;
  if (typeof limit === "number" && limit >= 0) return Math.min(limit, maxLimit);
  throw new AppError("authzen.bad-page", { at: "page.limit" });
};

/** An opaque word for where the next page begins. */
export const tokenFor = ({ fingerprint }: SearchRequest, lastId: string): string =>
  `${fingerprint}.${encodeURIComponent(lastId)}`;

/** An empty token begins anew. */
const positionIn = (page: JsonObject | null, fingerprint: string): string | null => {
  const token = page?.["token"] ?? "";
  if (token === "") return null;
  const position =
    typeof token === "string" && token.startsWith(`${fingerprint}.`)
      ? decode(token.slice(fingerprint.length + 1))
      : null;
  if (position === null) throw new AppError("authzen.bad-page", { at: "page.token" });
  return position;
};

const decode = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/** FNV-1a, 32 bits: it notices a change by mistake; a token grants nothing, so nobody gains by forging it. */
const fingerprintOf = (value: unknown): string => {
  let hash = 0x811c9dc5;
  const text = JSON.stringify(value, sortedMembers);
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
};

const sortedMembers = (_name: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;
