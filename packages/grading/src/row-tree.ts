/** Rows ordered by what a chain of steps reads of them: rows that begin alike share the beginning of their way. */

import type { Codes } from "./encode-column.ts";

/** Nodes of one depth, in order; node i holds the rows of `order` from `begins[i]` up to, without, `begins[i + 1]`. */
export interface TreeLevel {
  readonly begins: Uint32Array;
  /** What the step reads of all these rows. */
  readonly codes: Codes;
  /** Its children on the next level: from `children[i]` up to, without, `children[i + 1]`. */
  readonly children: Uint32Array;
}

export interface RowTree {
  /** Rows in the order of the tree. */
  readonly order: Uint32Array;
  readonly levels: readonly TreeLevel[];
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
const beginsOf = (above: Uint32Array, codes: Codes, order: Uint32Array): Uint32Array => {
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

const childrenOf = (begins: Uint32Array, below: Uint32Array | undefined): Uint32Array => {
  const children = new Uint32Array(begins.length);
  if (below === undefined) return children;
  let child = 0;
  for (const [node, begin] of begins.entries()) {
    while ((below[child] ?? 0) < begin) child += 1;
    children[node] = child;
  }
  return children;
};

/** @param steps What each step reads, by row. */
export const buildRowTree = (steps: readonly Codes[], rows: number): RowTree => {
  const order = sorted(steps, rows);
  const begins: Uint32Array[] = [];
  for (const codes of steps)
    begins.push(beginsOf(begins.at(-1) ?? Uint32Array.of(0, rows), codes, order));
  const levels = steps.map((codes, depth): TreeLevel => {
    const own = begins[depth] ?? Uint32Array.of(0);
    const made = new (codes instanceof Uint8Array ? Uint8Array : Uint16Array)(own.length - 1);
    for (let node = 0; node < made.length; node += 1)
      made[node] = codes[order[own[node] ?? 0] ?? 0] ?? 0;
    return { begins: own, codes: made, children: childrenOf(own, begins[depth + 1]) };
  });
  return { order, levels };
};
