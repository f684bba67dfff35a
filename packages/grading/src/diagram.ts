/** Operations on decision diagrams; each remembers what it has worked out. */

import { terminalLevel, type Diagram, type DiagramGraph } from "./diagram-graph.ts";
import { createPairTable } from "./pair-table.ts";

export const isTerminal = (graph: DiagramGraph, diagram: Diagram): boolean =>
  graph.level(diagram) === terminalLevel;

/** One operation on terminals, lifted to diagrams. */
export const lift1 = (
  graph: DiagramGraph,
  operation: (value: number) => number,
): ((a: Diagram) => Diagram) => {
  const done = createPairTable();
  const apply = (a: Diagram): Diagram => {
    const known = done.get(a, 0);
    if (known >= 0) return known;
    const width = graph.width(a);
    for (let code = 0; code < width; code += 1) graph.push(apply(graph.child(a, code)));
    const made =
      width === 0 ? graph.terminal(operation(graph.value(a))) : graph.close(graph.level(a), width);
    done.set(a, 0, made);
    return made;
  };
  return apply;
};

/** `idempotent` says that the order of operands does not matter and that an operand with itself is itself. */
export const lift2 = (
  graph: DiagramGraph,
  operation: (left: number, right: number) => number,
  { idempotent = false }: { readonly idempotent?: boolean } = {},
): ((a: Diagram, b: Diagram) => Diagram) => {
  const done = createPairTable();
  const split = (a: Diagram, b: Diagram): Diagram => {
    const [ofA, ofB] = [graph.level(a), graph.level(b)];
    if (ofA < ofB) {
      const width = graph.width(a);
      for (let code = 0; code < width; code += 1) graph.push(apply(graph.child(a, code), b));
      return graph.close(ofA, width);
    }
    if (ofB === terminalLevel) return graph.terminal(operation(graph.value(a), graph.value(b)));
    const width = graph.width(b);
    for (let code = 0; code < width; code += 1)
      graph.push(apply(ofA === ofB ? graph.child(a, code) : a, graph.child(b, code)));
    return graph.close(ofB, width);
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

/** The function that is left when it is not known which class the fact looked at first is in: all children joined. */
export const joinChildren = (
  graph: DiagramGraph,
  union: (a: Diagram, b: Diagram) => Diagram,
): ((a: Diagram) => Diagram) => {
  const done = createPairTable();
  return (a) => {
    const known = done.get(a, 0);
    if (known >= 0) return known;
    let made = graph.child(a, 0);
    for (let code = 1; code < graph.width(a); code += 1) made = union(made, graph.child(a, code));
    done.set(a, 0, made);
    return made;
  };
};

/** `then` where the condition is 1, `otherwise` where it is 0. */
export const choose = (
  graph: DiagramGraph,
): ((condition: Diagram, branches: { then: Diagram; otherwise: Diagram }) => Diagram) => {
  /** Pairs of branches are numbered; results stand by condition and pair. */
  const pairs = createPairTable();
  const done = createPairTable();
  let count = 0;
  const pairOf = (a: Diagram, b: Diagram): number => {
    const known = pairs.get(a, b);
    if (known >= 0) return known;
    pairs.set(a, b, count);
    count += 1;
    return count - 1;
  };
  const apply = (c: Diagram, a: Diagram, b: Diagram): Diagram => {
    if (isTerminal(graph, c)) return graph.value(c) === 1 ? a : b;
    if (a === b) return a;
    const pair = pairOf(a, b);
    const known = done.get(c, pair);
    if (known >= 0) return known;
    const level = Math.min(graph.level(c), graph.level(a), graph.level(b));
    const looking = graph.level(c) === level ? c : graph.level(a) === level ? a : b;
    const width = graph.width(looking);
    const at = (diagram: Diagram, code: number): Diagram =>
      graph.level(diagram) === level ? graph.child(diagram, code) : diagram;
    for (let code = 0; code < width; code += 1)
      graph.push(apply(at(c, code), at(a, code), at(b, code)));
    const made = graph.close(level, width);
    done.set(c, pair, made);
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
    const code = codeAt(graph.level(a));
    const made = code === undefined ? each(a) : apply(graph.child(a, code));
    done.set(a, made);
    return made;
  };
  const each = (a: Diagram): Diagram => {
    const width = graph.width(a);
    for (let code = 0; code < width; code += 1) graph.push(apply(graph.child(a, code)));
    return graph.close(graph.level(a), width);
  };
  return apply(diagram);
};

/** Levels that the function depends on, and the values that it takes; both exact, because diagrams are reduced. */
export const survey = (
  graph: DiagramGraph,
  diagram: Diagram,
): { readonly levels: readonly number[]; readonly values: readonly number[] } => {
  // Children have smaller numbers than their parents.
  const seen = new Uint8Array(diagram + 1);
  const levels = new Set<number>();
  const values = new Set<number>();
  const visit = (a: Diagram): void => {
    if (seen[a] === 1) return;
    seen[a] = 1;
    const width = graph.width(a);
    if (width === 0) values.add(graph.value(a));
    else levels.add(graph.level(a));
    for (let code = 0; code < width; code += 1) visit(graph.child(a, code));
  };
  visit(diagram);
  const ascending = (numbers: Iterable<number>): number[] => [...numbers].toSorted((a, b) => a - b);
  return { levels: ascending(levels), values: ascending(values) };
};
