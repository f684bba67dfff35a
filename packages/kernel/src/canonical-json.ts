/** JSON with one spelling per value (RFC 8785), so that a hash means something. */

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** @throws RangeError for what JSON or UTF-8 cannot hold: NaN, infinities, half a surrogate pair. */
export const canonicalJson = (value: Json): string => {
  if (typeof value === "string") return canonicalString(value);
  if (value === null || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new RangeError("JSON holds finite numbers only");
    return JSON.stringify(value);
  }
  if (isJsonArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.keys(value).toSorted(byUtf16);
  return `{${members.map((key) => `${canonicalString(key)}:${canonicalJson(value[key] ?? null)}`).join(",")}}`;
};

/** RFC 8785 section 3.2.2.2 escapes as JSON.stringify does, and has no spelling for a lone surrogate. */
const canonicalString = (text: string): string => {
  if (!text.isWellFormed()) throw new RangeError("text holds half of a surrogate pair");
  return JSON.stringify(text);
};

const isJsonArray = (
  value: readonly Json[] | { readonly [key: string]: Json },
): value is readonly Json[] => Array.isArray(value);

/** RFC 8785 section 3.2.3 sorts by UTF-16 code units, which is what `<` compares. */
const byUtf16 = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
