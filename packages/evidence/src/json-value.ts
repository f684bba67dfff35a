/** Looks into a JSON value whose shape is not known: what is not there, or is something else, is undefined. */

import { toolWords } from "./tool-words.ts";
import type { JsonObject, JsonValue } from "./json-select.ts";

type Maybe = JsonValue | undefined;

export const objectIn = (value: Maybe): JsonObject | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;

/** The value at a path of member names and element numbers. */
export const valueAt = (value: Maybe, ...path: readonly (string | number)[]): Maybe => {
  let found: Maybe = value;
  for (const step of path) {
    if (typeof step === "number") found = Array.isArray(found) ? found[step] : undefined;
    else found = objectIn(found)?.[step];
  }
  return found;
};

/** A non-empty string. */
export const textAt = (value: Maybe, ...path: readonly (string | number)[]): string | undefined => {
  const found = valueAt(value, ...path);
  return typeof found === "string" && found !== "" ? found : undefined;
};

/** A finite number; a string that spells one counts, since tools write `"security-severity": "7.5"`. */
export const numberAt = (
  value: Maybe,
  ...path: readonly (string | number)[]
): number | undefined => {
  const found = valueAt(value, ...path);
  const number = typeof found === "string" && found.trim() !== "" ? Number(found) : found;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
};

export const listAt = (
  value: Maybe,
  ...path: readonly (string | number)[]
): readonly JsonValue[] => {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
};

/** RFC 6901; names are cut after 500 characters and kept printable, since a place is shown. */
export const jsonPointer = (path: readonly (string | number)[]): string =>
  path
    .map((step) =>
      typeof step === "number"
        ? `/${step}`
        : `/${toolWords(step, 500).replaceAll("~", "~0").replaceAll("/", "~1")}`,
    )
    .join("");

/** The non-empty strings of a list. */
export const textsAt = (value: Maybe, ...path: readonly (string | number)[]): string[] =>
  listAt(value, ...path).filter((one): one is string => typeof one === "string" && one !== "");
