/** Rows ordered by what a chain of steps reads of them: rows that begin alike share the beginning of their way. */

import type { Codes } from "./encode-column.ts";

/** Nodes of one depth, in order. */
export interface TreeLevel {
  /** What the step reads of all rows of the node. */
  readonly codes: Codes;
  /** 1 where the node's parent is another than that of the node before it. */
  readonly enters: Uint8Array;
}

export interface RowTree {
  readonly levels: readonly TreeLevel[];
  /** Node of the last level by row; 0 where there is no level. */
  readonly leafOf: Uint32Array;
}

/** One pass of a stable sort: afterwards rows stand by the codes of this step, equal ones as before. */
const sortBy = (codes: Codes, order: Uint32Array, into: Uint32Array): void => {
  let most = 0;
  for (const code of codes) if (code > most) most = code;
  const places = new Uint32Array(most + 2);
  for (const code of codes) places[code + 1] = (places[code + 1] ?? 0) + 1;
  for (let code = 1; code < places.length; code += 1)
    places[code] = (places[code] ?? 0) + (places[code - 1] ?? 0);
  for (let at = 0; at < order.length; at += 1) {
    const row = order[at] ?? 0;
    const code = codes[row] ?? 0;
    const place = places[code] ?? 0;
    into[place] = row;
    places[code] = place + 1;
  }
};

const sorted = (steps: readonly Codes[], rows: number): Uint32Array => {
  let order = Uint32Array.from({ length: rows }, (_, row) => row);
  let spare = new Uint32Array(rows);
  for (const codes of steps.toReversed()) {
    sortBy(codes, order, spare);
    [order, spare] = [spare, order];
  }
  return order;
};

/** Marks where a new node of the level begins: where one of the level above does, or the code is another. */
const beginsOf = (
  above: Uint32Array,
  codes: Codes,
  order: Uint32Array,
): Uint32Array<ArrayBuffer> => {
  const begins = new Uint32Array(order.length + 1);
  let count = 0;
  let parent = 0;
  let before = -1;
  for (let at = 0; at < order.length; at += 1) {
    const code = codes[order[at] ?? 0] ?? 0;
    const enters = above[parent] === at;
    if (enters) parent += 1;
    if (enters || code !== before) {
      begins[count] = at;
      count += 1;
    }
    before = code;
  }
  begins[count] = order.length;
  return begins.slice(0, count + 1);
};

/** 1 at the nodes that begin where one of the level above does. */
const entersOf = (above: Uint32Array, begins: Uint32Array): Uint8Array => {
  const enters = new Uint8Array(begins.length - 1);
  let parent = 0;
  for (let node = 0; node < enters.length; node += 1) {
    if (begins[node] !== above[parent]) continue;
    enters[node] = 1;
    parent += 1;
  }
  return enters;
};

const leavesOf = (begins: Uint32Array, order: Uint32Array): Uint32Array => {
  const leafOf = new Uint32Array(order.length);
  for (let leaf = 0; leaf + 1 < begins.length; leaf += 1)
    for (let at = begins[leaf] ?? 0; at < (begins[leaf + 1] ?? 0); at += 1)
      leafOf[order[at] ?? 0] = leaf;
  return leafOf;
};

/** @param steps What each step reads, by row. */
export const buildRowTree = (steps: readonly Codes[], rows: number): RowTree => {
  const order = sorted(steps, rows);
  let above = rows === 0 ? Uint32Array.of(0) : Uint32Array.of(0, rows);
  const levels = steps.map((codes): TreeLevel => {
    const begins = beginsOf(above, codes, order);
    const own = new (codes instanceof Uint8Array ? Uint8Array : Uint16Array)(begins.length - 1);
    for (let node = 0; node < own.length; node += 1)
      own[node] = codes[order[begins[node] ?? 0] ?? 0] ?? 0;
    const enters = entersOf(above, begins);
    above = begins;
    return { codes: own, enters };
  });
  return { levels, leafOf: leavesOf(above, order) };
};
