/** JSON with one spelling per value (RFC 8785), so that a hash means something. */

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** @throws RangeError for a number that JSON cannot hold (NaN, infinities). */
export const canonicalJson = (value: Json): string => {
  if (value === null || typeof value === "boolean" || typeof value === "string")
    return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new RangeError("JSON holds finite numbers only");
    return JSON.stringify(value);
  }
  if (isJsonArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.keys(value).toSorted(byUtf16);
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`).join(",")}}`;
};

const isJsonArray = (
  value: readonly Json[] | { readonly [key: string]: Json },
): value is readonly Json[] => Array.isArray(value);

/** RFC 8785 section 3.2.3 sorts by UTF-16 code units, which is what `<` compares. */
const byUtf16 = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
