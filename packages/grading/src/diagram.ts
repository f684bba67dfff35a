/** Decision diagrams over fact classes: one shared, canonical graph in which equal functions are one node. */

import { AppError } from "@fenji/kernel";

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

/** @throws AppError `grading.too-complex` above `limit` nodes; `doing` names the rule node then compiled. */
export const createGraph = (limit: number, doing: () => string): DiagramGraph => {
  const levels: number[] = [];
  const childLists: (readonly Diagram[])[] = [];
  const values: number[] = [];
  const terminals = new Map<number, Diagram>();
  const branches = new Map<string, Diagram>();
  const none: readonly Diagram[] = [];
  const add = (level: number, children: readonly Diagram[], value: number): Diagram => {
    if (levels.length >= limit) throw new AppError("grading.too-complex", { node: doing(), limit });
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
      const key = `${level}:${children.join()}`;
      const known = branches.get(key);
      if (known !== undefined) return known;
      const made = add(level, children, 0);
      branches.set(key, made);
      return made;
    },
    level: (diagram) => levels[diagram] ?? Infinity,
    children: (diagram) => childLists[diagram] ?? none,
    value: (diagram) => values[diagram] ?? 0,
    size: () => levels.length,
  };
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

export const lift2 = (
  graph: DiagramGraph,
  operation: (left: number, right: number) => number,
): ((a: Diagram, b: Diagram) => Diagram) => {
  const done = new Map<number, Diagram>();
  const apply = (a: Diagram, b: Diagram): Diagram => {
    const key = a * 0x4000000 + b;
    const known = done.get(key);
    if (known !== undefined) return known;
    const level = Math.min(graph.level(a), graph.level(b));
    const made =
      level === Infinity
        ? graph.terminal(operation(graph.value(a), graph.value(b)))
        : graph.branch(
            level,
            graph
              .children(graph.level(a) === level ? a : b)
              .map((_, code) =>
                apply(cofactor(graph, { a, level }, code), cofactor(graph, { a: b, level }, code)),
              ),
          );
    done.set(key, made);
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
