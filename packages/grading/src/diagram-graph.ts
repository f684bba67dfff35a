/** Holds decision diagrams over fact classes in flat arrays: one shared, canonical graph in which equal functions are one node. */

import { AppError } from "@fenji/kernel";
import { mix } from "./pair-table.ts";

/** Number of a diagram in its graph, greater than those of its children. Equal numbers mean equal functions. */
export type Diagram = number;

/** Level of a terminal: behind every fact. */
export const terminalLevel = 0x7fff_ffff;

export interface DiagramGraph {
  readonly terminal: (value: number) => Diagram;
  /** Branches on the fact at `level`, one child per class; children only look at later levels. */
  readonly branch: (level: number, children: readonly Diagram[]) => Diagram;
  /** The same with children handed over one by one: `push` each, then `close` as many. Between, others may do so too. */
  readonly push: (child: Diagram) => void;
  readonly close: (level: number, count: number) => Diagram;
  /** Level of the fact looked at first. */
  readonly level: (diagram: Diagram) => number;
  /** Number of children; 0 for a terminal. */
  readonly width: (diagram: Diagram) => number;
  readonly child: (diagram: Diagram, code: number) => Diagram;
  /** Of a terminal. */
  readonly value: (diagram: Diagram) => number;
  readonly size: () => number;
}

export interface GraphBudget {
  /** Nodes that the graph may have at present. */
  limit: number;
  /** The rule node that is being worked on. */
  doing: string;
}

const widened = (before: Int32Array<ArrayBuffer>, needed: number): Int32Array<ArrayBuffer> => {
  if (needed <= before.length) return before;
  const made = new Int32Array(Math.max(needed, before.length * 2));
  made.set(before);
  return made;
};

/** Nodes one after another, each with its children behind those of the node before it. */
const createNodes = () => {
  let levels = new Int32Array(4_096);
  /** Children of node i: from `begins[i]` up to, without, `begins[i + 1]`. */
  let begins = new Int32Array(4_096);
  let pool = new Int32Array(16_384);
  let size = 0;
  const width = (diagram: Diagram): number => (begins[diagram + 1] ?? 0) - (begins[diagram] ?? 0);
  /** Writes the children of the node that may come next. @returns whether they are all the same. */
  const offer = (children: Int32Array, from: number, to: number): boolean => {
    const at = (begins[size] ?? 0) - from;
    pool = widened(pool, at + to);
    let alike = true;
    for (let index = from; index < to; index += 1) {
      const child = children[index] ?? 0;
      pool[at + index] = child;
      alike &&= child === children[from];
    }
    return alike;
  };
  /** Of a node, or of the one that may come next. */
  const hash = (diagram: Diagram, level: number, count: number): number => {
    const from = begins[diagram] ?? 0;
    let hashed = level;
    for (let at = from; at < from + count; at += 1) hashed = mix(hashed, pool[at] ?? 0);
    return hashed;
  };
  /** Whether the one that may come next is this node. */
  const isNext = (diagram: Diagram, level: number): boolean => {
    if (levels[diagram] !== level) return false;
    let at = begins[size] ?? 0;
    const end = begins[diagram + 1] ?? 0;
    for (let own = begins[diagram] ?? 0; own < end; own += 1) {
      if (pool[own] !== pool[at]) return false;
      at += 1;
    }
    return true;
  };
  const add = (level: number, count: number): Diagram => {
    levels = widened(levels, size + 1);
    begins = widened(begins, size + 2);
    levels[size] = level;
    begins[size + 1] = (begins[size] ?? 0) + count;
    size += 1;
    return size - 1;
  };
  return {
    offer,
    hash,
    isNext,
    add,
    width,
    level: (diagram: Diagram): number => levels[diagram] ?? terminalLevel,
    child: (diagram: Diagram, code: number): Diagram => pool[(begins[diagram] ?? 0) + code] ?? 0,
    size: () => size,
  };
};

type Nodes = ReturnType<typeof createNodes>;

/** Finds the branch that has the offered children, or adds it. Open addressing, at most half full; −1 is free. */
const createFinder = (nodes: Nodes, add: Nodes["add"]) => {
  let slots = new Int32Array(8_192).fill(-1);
  const rehash = (): void => {
    slots = new Int32Array(slots.length * 2).fill(-1);
    for (let diagram = 0; diagram < nodes.size(); diagram += 1) {
      const count = nodes.width(diagram);
      if (count === 0) continue;
      let slot = nodes.hash(diagram, nodes.level(diagram), count) & (slots.length - 1);
      while (slots[slot] !== -1) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = diagram;
    }
  };
  return (level: number, count: number): Diagram => {
    let slot = nodes.hash(nodes.size(), level, count) & (slots.length - 1);
    for (let known = slots[slot] ?? -1; known !== -1; known = slots[slot] ?? -1) {
      if (nodes.isNext(known, level)) return known;
      slot = (slot + 1) & (slots.length - 1);
    }
    const made = add(level, count);
    slots[slot] = made;
    if (nodes.size() * 2 >= slots.length) rehash();
    return made;
  };
};

/** @throws AppError `grading.too-complex` above the limit, naming the rule node. */
export const createGraph = (budget: GraphBudget): DiagramGraph => {
  const nodes = createNodes();
  const add = (level: number, count: number): Diagram => {
    const { limit, doing } = budget;
    if (nodes.size() >= limit) throw new AppError("grading.too-complex", { node: doing, limit });
    return nodes.add(level, count);
  };
  const find = createFinder(nodes, add);
  const values = new Map<Diagram, number>();
  const terminals = new Map<number, Diagram>();
  let stack = new Int32Array(256);
  let height = 0;
  const push = (child: Diagram): void => {
    stack = widened(stack, height + 1);
    stack[height] = child;
    height += 1;
  };
  const close = (level: number, count: number): Diagram => {
    height -= count;
    return nodes.offer(stack, height, height + count) ? (stack[height] ?? 0) : find(level, count);
  };
  return {
    terminal: (value) => {
      const known = terminals.get(value);
      if (known !== undefined) return known;
      const made = add(terminalLevel, 0);
      values.set(made, value);
      terminals.set(value, made);
      return made;
    },
    branch: (level, children) => {
      for (const child of children) push(child);
      return close(level, children.length);
    },
    push,
    close,
    level: nodes.level,
    width: nodes.width,
    child: nodes.child,
    value: (diagram) => values.get(diagram) ?? 0,
    size: nodes.size,
  };
};
