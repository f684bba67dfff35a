/** Reports that are a list of items, one item, or items line by line: told one by one at the memory of one item. */

import type { Choice, JsonEvent, JsonObject, JsonPath, JsonValue } from "./json-select.ts";
import { jsonPointer, objectIn } from "./json-value.ts";

export interface JsonItem {
  /** JSON pointer; in a file of several documents it begins with the number of the document. */
  readonly at: string;
  readonly value: JsonValue;
}

/** Members of one item that is a document of its own. */
const maxMembers = 1_000;

export interface JsonItems {
  /** For a report with `sequence: true`. */
  readonly select: (path: JsonPath) => Choice;
  /** The item that ends with the event, if any. */
  readonly take: (event: JsonEvent) => JsonItem | undefined;
}

/** `lists`: members of a document that hold the items, e.g. `[["Findings"], ["hits", "hits"]]`. */
export const jsonItems = (lists: readonly (readonly string[])[]): JsonItems => {
  let members: JsonObject = Object.create(null);
  let [count, listed] = [0, false];
  const inList = (path: JsonPath): boolean =>
    lists.some((list) => path.length === list.length + 1 && isPrefix(list, path));
  return {
    select: ([, ...path]) => {
      if (path.length === 0) return "enter";
      if (lists.some((list) => path.length <= list.length && isPrefix(path, list))) return "enter";
      return "value";
    },
    take: (event) => {
      const [document = 0, ...path] = event.path;
      const [step] = path;
      const at = jsonPointer(document === 0 && path.length > 0 ? path : event.path);
      if (event.kind === "open") {
        listed ||=
          event.array && lists.some((list) => isPrefix(path, list) && path.length === list.length);
        return undefined;
      }
      if (event.kind === "value") {
        if (typeof step === "number" || inList(path)) return { at, value: event.value };
        if (count < maxMembers) {
          count += 1;
          placeAt(members, path, event.value);
        }
        return undefined;
      }
      if (path.length > 0) return undefined;
      const value = members;
      const whole = !event.array && !listed;
      members = Object.create(null);
      [count, listed] = [0, false];
      return whole ? { at, value } : undefined;
    },
  };
};

const isPrefix = (
  start: readonly (string | number)[],
  path: readonly (string | number)[],
): boolean => start.every((step, index) => step === path[index]);

/** Members of an object that was looked into for its list belong to the item when there is no list in it. */
const placeAt = (
  members: JsonObject,
  [step, ...rest]: readonly (string | number)[],
  value: JsonValue,
): void => {
  if (typeof step !== "string") return;
  if (rest.length === 0) {
    members[step] = value;
    return;
  }
  const inner: JsonObject = objectIn(members[step]) ?? Object.create(null);
  members[step] = inner;
  placeAt(inner, rest, value);
};
