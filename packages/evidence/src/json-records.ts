/** Takes the records of a JSON file one by one, whether they stand in one list or follow one another as documents. */

import type { JsonEvent, JsonObject, JsonPath, JsonValue, Select } from "./json-select.ts";

export interface JsonRecord {
  readonly value: JsonValue;
  readonly path: JsonPath;
}

/** For a reader with `sequence`: records are elements of a document that is a list, or documents that are objects. */
export const selectRecords =
  (skipped: ReadonlySet<string>): Select =>
  (path) => {
    if (path.length < 2) return "enter";
    const last = path.at(-1);
    return typeof last === "string" && skipped.has(last) ? "skip" : "value";
  };

export interface RecordTaker {
  /** The record that the event completes, if it does. */
  readonly take: (event: JsonEvent) => JsonRecord | undefined;
}

/** Members of a document that is an object; more are dropped, as no record has so many. */
const maxMembers = 200;

export const recordTaker = (): RecordTaker => {
  let document: JsonObject | undefined;
  let members = 0;
  return {
    take: (event) => {
      if (event.kind === "open") {
        document = event.array ? undefined : emptyObject();
        members = 0;
        return undefined;
      }
      if (event.kind === "close") {
        const value = document;
        document = undefined;
        return value === undefined ? undefined : { value, path: event.path };
      }
      const step = event.path[1];
      if (step === undefined || typeof step === "number")
        return { value: event.value, path: event.path };
      members += 1;
      if (document !== undefined && members <= maxMembers) document[step] = event.value;
      return undefined;
    },
  };
};

/** Without a prototype, so that a member named `__proto__` is a member. */
const emptyObject = (): JsonObject => {
  const object: JsonObject = Object.create(null);
  return object;
};

/** The first record of a document that may be a list. */
export const firstRecord = (root: JsonValue): JsonValue | undefined =>
  Array.isArray(root) ? root[0] : root;

/** Where a record stands: in a list as one document, its pointer begins there; of documents in sequence, with their number. */
export const recordPlace = (path: JsonPath): JsonPath => (path.length > 1 ? path.slice(1) : path);
