/** Reads the JSON of a request so that nothing is silently altered: exact numbers, bounded depth, no member that is special. */

import { AppError } from "@fenji/kernel";

const deepest = 64;

const refuse = (detail: string): AppError =>
  new AppError("request.invalid", { at: "body", detail });

/** Counts brackets outside of strings, before anything recursive sees the text. */
const isTooDeep = (text: string): boolean => {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > deepest) return true;
    } else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  return false;
};

/** An integer written out in full, which a double may not hold: 2^53 + 1 would become 2^53. */
const longInteger = /^-?\d{16,}$/;

/** No database stores a NUL, and half a surrogate pair would be stored as something else. */
const refuseText = (text: string): void => {
  if (text.includes("\0")) throw refuse("NUL");
  if (!text.isWellFormed()) throw refuse("UTF-16");
};

const exactly = (key: string, value: unknown, context?: { readonly source?: string }): unknown => {
  if (key === "__proto__") throw refuse("__proto__");
  refuseText(key);
  if (typeof value === "string") refuseText(value);
  const written = context?.source;
  if (typeof value === "number" && written !== undefined) {
    if (!Number.isFinite(value)) throw refuse(written.slice(0, 40));
    // What a double itself is written as comes back as the same double.
    if (longInteger.test(written) && written !== String(value) && BigInt(written) !== BigInt(value))
      throw refuse(written.slice(0, 40));
  }
  return value;
};

/** What only the careful way can tell; most requests have none of it. */
const needsCare = /\d{16}|[eE]\+?\d{3}|__proto__|\\u/;

/** @throws AppError `request.invalid` at `body`. */
export const parseJson = (text: string): unknown => {
  if (text.trim() === "") return undefined;
  if (isTooDeep(text)) throw refuse(`JSON > ${deepest}`);
  try {
    return needsCare.test(text) ? JSON.parse(text, exactly) : JSON.parse(text);
  } catch (error) {
    throw error instanceof AppError ? error : refuse("JSON");
  }
};
