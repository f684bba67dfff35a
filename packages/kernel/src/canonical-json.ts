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
  return isJsonArray(value) ? canonicalArray(value) : canonicalObject(value);
};

/** Texts are put together in place: messages of many kilobytes are spelled anew for every check. */
const canonicalArray = (items: readonly Json[]): string => {
  let text = "[";
  for (const [index, item] of items.entries())
    text += index === 0 ? canonicalJson(item) : `,${canonicalJson(item)}`;
  return `${text}]`;
};

const canonicalObject = (value: { readonly [key: string]: Json }): string => {
  let text = "{";
  for (const [index, key] of sortedKeys(value).entries()) {
    if (index > 0) text += ",";
    text += `${canonicalString(key)}:${canonicalJson(value[key] ?? null)}`;
  }
  return `${text}}`;
};

/** What was canonical before it was parsed has its names in order already. */
const sortedKeys = (value: object): readonly string[] => {
  const keys = Object.keys(value);
  const unordered = keys.some((key, index) => index > 0 && key < (keys[index - 1] ?? ""));
  return unordered ? keys.sort(byUtf16) : keys;
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
