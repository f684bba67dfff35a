/** Decision diagrams over fact classes: one shared, canonical graph in which equal functions are one node. */

import { AppError } from "@fenji/kernel";
import { createPairTable, mix } from "./pair-table.ts";

/** Number of a diagram in its graph. Equal numbers mean equal functions. */
export type Diagram = number;

export interface DiagramGraph {
  readonly terminal: (value: number) => Diagram;
  /** Branches on the fact at `level`, one child per class; children only look at later levels. */
  readonly branch: (level: number, children: readonly Diagram[]) => Diagram;
  /** Level of the fact looked at first; Infinity for a terminal. */
  readonly level: (diagram: Diagram) => number;
  readonly children: (diagram: Diagram) => readonly Diagram[];
  /** Of a terminal. */
  readonly value: (diagram: Diagram) => number;
  readonly size: () => number;
}

export const isTerminal = (graph: DiagramGraph, diagram: Diagram): boolean =>
  graph.level(diagram) === Infinity;

export interface GraphBudget {
  /** Nodes that the graph may have at present. */
  limit: number;
  /** The rule node that is being worked on. */
  doing: string;
}

/** @throws AppError `grading.too-complex` above the limit, naming the rule node. */
export const createGraph = (budget: GraphBudget): DiagramGraph => {
  const levels: number[] = [];
  const childLists: (readonly Diagram[])[] = [];
  const values: number[] = [];
  const terminals = new Map<number, Diagram>();
  const none: readonly Diagram[] = [];
  const branches = createBranchSet((diagram) => [
    levels[diagram] ?? 0,
    childLists[diagram] ?? none,
  ]);
  const add = (level: number, children: readonly Diagram[], value: number): Diagram => {
    const { limit, doing } = budget;
    if (levels.length >= limit) throw new AppError("grading.too-complex", { node: doing, limit });
    levels.push(level);
    childLists.push(children);
    values.push(value);
    return levels.length - 1;
  };
  return {
    terminal: (value) => {
      const known = terminals.get(value);
      if (known !== undefined) return known;
      const made = add(Infinity, none, value);
      terminals.set(value, made);
      return made;
    },
    branch: (level, children) => {
      const [first = 0] = children;
      if (children.every((child) => child === first)) return first;
      const known = branches.find(level, children);
      if (known !== undefined) return known;
      const made = add(level, children, 0);
      branches.add(made);
      return made;
    },
    level: (diagram) => levels[diagram] ?? Infinity,
    children: (diagram) => childLists[diagram] ?? none,
    value: (diagram) => values[diagram] ?? 0,
    size: () => levels.length,
  };
};

type Shape = readonly [number, readonly Diagram[]];

/** Finds a branch by its level and children; open addressing, at most half full. */
const createBranchSet = (shapeOf: (diagram: Diagram) => Shape) => {
  let slots = new Int32Array(1_024).fill(-1);
  let count = 0;
  const slotOf = (level: number, children: readonly Diagram[]): number => {
    let hash = level;
    for (const child of children) hash = mix(hash, child);
    let slot = hash & (slots.length - 1);
    while (slots[slot] !== -1 && !isShape(shapeOf(slots[slot] ?? 0), level, children))
      slot = (slot + 1) & (slots.length - 1);
    return slot;
  };
  const add = (diagram: Diagram): void => {
    if (count * 2 >= slots.length) {
      const old = slots;
      slots = new Int32Array(old.length * 2).fill(-1);
      count = 0;
      for (const known of old) if (known !== -1) add(known);
    }
    const [level, children] = shapeOf(diagram);
    slots[slotOf(level, children)] = diagram;
    count += 1;
  };
  const find = (level: number, children: readonly Diagram[]): Diagram | undefined => {
    const found = slots[slotOf(level, children)] ?? -1;
    return found === -1 ? undefined : found;
  };
  return { add, find };
};

const isShape = ([level, children]: Shape, asked: number, other: readonly Diagram[]): boolean => {
  if (level !== asked || children.length !== other.length) return false;
  for (let index = 0; index < children.length; index += 1)
    if (children[index] !== other[index]) return false;
  return true;
};

/** One operation on terminals, lifted to diagrams; remembers what it has worked out. */
export const lift1 = (
  graph: DiagramGraph,
  operation: (value: number) => number,
): ((a: Diagram) => Diagram) => {
  const done = new Map<Diagram, Diagram>();
  const apply = (a: Diagram): Diagram => {
    const known = done.get(a);
    if (known !== undefined) return known;
    const made = isTerminal(graph, a)
      ? graph.terminal(operation(graph.value(a)))
      : graph.branch(graph.level(a), graph.children(a).map(apply));
    done.set(a, made);
    return made;
  };
  return apply;
};

/** Child for a class where the diagram looks at this level, else the diagram itself. */
const cofactor = (graph: DiagramGraph, at: { a: Diagram; level: number }, code: number): Diagram =>
  graph.level(at.a) === at.level ? (graph.children(at.a)[code] ?? at.a) : at.a;

/** `idempotent` says that the order of operands does not matter and that an operand with itself is itself. */
export const lift2 = (
  graph: DiagramGraph,
  operation: (left: number, right: number) => number,
  { idempotent = false }: { readonly idempotent?: boolean } = {},
): ((a: Diagram, b: Diagram) => Diagram) => {
  const done = createPairTable();
  const split = (a: Diagram, b: Diagram): Diagram => {
    const level = Math.min(graph.level(a), graph.level(b));
    if (level === Infinity) return graph.terminal(operation(graph.value(a), graph.value(b)));
    const children: Diagram[] = [];
    const { length } = graph.children(graph.level(a) === level ? a : b);
    for (let code = 0; code < length; code += 1)
      children.push(
        apply(cofactor(graph, { a, level }, code), cofactor(graph, { a: b, level }, code)),
      );
    return graph.branch(level, children);
  };
  const apply = (a: Diagram, b: Diagram): Diagram => {
    if (idempotent && a === b) return a;
    if (idempotent && a > b) return apply(b, a);
    const known = done.get(a, b);
    if (known >= 0) return known;
    const made = split(a, b);
    done.set(a, b, made);
    return made;
  };
  return apply;
};

/** `then` where the condition is 1, `otherwise` where it is 0. */
export const choose = (
  graph: DiagramGraph,
): ((condition: Diagram, branches: { then: Diagram; otherwise: Diagram }) => Diagram) => {
  const done = new Map<string, Diagram>();
  const apply = (c: Diagram, a: Diagram, b: Diagram): Diagram => {
    if (isTerminal(graph, c)) return graph.value(c) === 1 ? a : b;
    if (a === b) return a;
    const key = `${c},${a},${b}`;
    const known = done.get(key);
    if (known !== undefined) return known;
    const level = Math.min(graph.level(c), graph.level(a), graph.level(b));
    const first = [c, a, b].find((diagram) => graph.level(diagram) === level) ?? c;
    const made = graph.branch(
      level,
      graph.children(first).map((_, code) => {
        const at = (diagram: Diagram): Diagram => cofactor(graph, { a: diagram, level }, code);
        return apply(at(c), at(a), at(b));
      }),
    );
    done.set(key, made);
    return made;
  };
  return (condition, { then, otherwise }) => apply(condition, then, otherwise);
};

/** The function that is left once some facts are known: `codeAt` gives a class, or undefined for unknown. */
export const restrict = (
  graph: DiagramGraph,
  diagram: Diagram,
  codeAt: (level: number) => number | undefined,
): Diagram => {
  const done = new Map<Diagram, Diagram>();
  const apply = (a: Diagram): Diagram => {
    if (isTerminal(graph, a)) return a;
    const known = done.get(a);
    if (known !== undefined) return known;
    const children = graph.children(a);
    const code = codeAt(graph.level(a));
    const made =
      code === undefined
        ? graph.branch(graph.level(a), children.map(apply))
        : apply(children[code] ?? a);
    done.set(a, made);
    return made;
  };
  return apply(diagram);
};

/** Levels that the function depends on, and the values that it takes; both exact, because diagrams are reduced. */
export const survey = (
  graph: DiagramGraph,
  diagram: Diagram,
): { readonly levels: readonly number[]; readonly values: readonly number[] } => {
  const seen = new Set<Diagram>();
  const levels = new Set<number>();
  const values = new Set<number>();
  const visit = (a: Diagram): void => {
    if (seen.has(a)) return;
    seen.add(a);
    if (isTerminal(graph, a)) values.add(graph.value(a));
    else {
      levels.add(graph.level(a));
      graph.children(a).forEach(visit);
    }
  };
  visit(diagram);
  const ascending = (numbers: Iterable<number>): number[] => [...numbers].toSorted((a, b) => a - b);
  return { levels: ascending(levels), values: ascending(values) };
};
