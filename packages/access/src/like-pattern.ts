/** Cedar's `like`: literal parts with `*` between them, matched from the left without going back more than one part. */

export type PatternElement = "Wildcard" | { readonly Literal: string };

/** Neighbouring literals joined; the parts stand between the wildcards, so there is one part more than wildcards. */
export const patternParts = (elements: readonly PatternElement[]): readonly string[] => {
  const parts: string[] = [""];
  for (const element of elements) {
    if (element === "Wildcard") parts.push("");
    else parts.push((parts.pop() ?? "") + element.Literal);
  }
  return parts;
};

/** The leftmost place for each part is always good enough: a later one leaves less to the parts that follow. */
export const matchesParts = (text: string, parts: readonly string[]): boolean => {
  const [first = "", ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let from = first.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at < 0 || at + part.length > end) return false;
    from = at + part.length;
  }
  return true;
};
