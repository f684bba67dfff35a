/** Looks at the beginning of a JSON text as a value, for telling formats apart: what has not come yet is not there. */

import { createJsonScanner, scanJson, type JsonSink } from "./json-scanner.ts";
import type { JsonObject, JsonValue } from "./json-select.ts";

/** Enough to tell what a report is; a hostile head costs no more. */
const maxNodes = 20_000;

let last: { readonly head: string; readonly value: JsonValue | undefined } | undefined;

/**
 * The first document of `head` as far as it goes; undefined when it does not begin as an object or array. Every reader
 * asks about the same head, so the last answer is kept.
 */
export const peekJson = (head: string): JsonValue | undefined => {
  if (last?.head !== head) last = { head, value: peek(head) };
  return last.value;
};

const peek = (head: string): JsonValue | undefined => {
  const text = head.replace(/^\uFEFF/, "");
  if (!/^\s*[{[]/.test(text)) return undefined;
  const tree = growingTree();
  try {
    scanJson(createJsonScanner(tree.sink, true), text);
  } catch {
    // What is wrong is the reader's to say; what came before it is enough to choose one.
  }
  return tree.root();
};

interface Growing {
  readonly sink: JsonSink;
  readonly root: () => JsonValue | undefined;
}

const growingTree = (): Growing => {
  const open: (JsonValue[] | JsonObject)[] = [];
  let root: JsonValue | undefined;
  let key = "";
  let nodes = 0;
  let closed = false;
  const place = (value: JsonValue): void => {
    const parent = open.at(-1);
    if (parent === undefined) root ??= value;
    else if (Array.isArray(parent)) parent.push(value);
    else parent[key] = value;
  };
  const enter = (container: JsonValue[] | JsonObject): void => {
    if (closed || (nodes += 1) > maxNodes) {
      closed = true;
      return;
    }
    place(container);
    open.push(container);
  };
  const leave = (): void => {
    open.pop();
    if (open.length === 0) closed = true;
  };
  return {
    root: () => root,
    sink: {
      wanted: true,
      openObject: () => enter(Object.create(null)),
      openArray: () => enter([]),
      closeObject: leave,
      closeArray: leave,
      key: (text) => {
        key = text;
      },
      scalar: (value) => {
        if (!closed && (nodes += 1) <= maxNodes) place(value);
      },
    },
  };
};
