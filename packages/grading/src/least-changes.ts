/** The cheapest way through a diagram to its goal, when staying in a class is free and leaving it costs. */

import type { Diagram, DiagramGraph } from "./diagram-graph.ts";
import { isTerminal } from "./diagram.ts";

/** What it costs to be in a class of a level; Infinity: cannot be. */
export type CostOf = (level: number, code: number) => number;

export interface CheapestWay {
  /** Infinity: there is no way. */
  readonly cost: number;
  /** Level and class of every branch that the way passes. */
  readonly passes: readonly (readonly [level: number, code: number])[];
}

/** Terminals are 1 for the goal, 0 else. Each node is looked at once. */
export const cheapestWay = (graph: DiagramGraph, root: Diagram, costOf: CostOf): CheapestWay => {
  const done = new Map<Diagram, { readonly cost: number; readonly code: number }>();
  const visit = (node: Diagram): number => {
    if (isTerminal(graph, node)) return graph.value(node) === 1 ? 0 : Infinity;
    const known = done.get(node);
    if (known !== undefined) return known.cost;
    const level = graph.level(node);
    let best = { cost: Infinity, code: -1 };
    for (let code = 0; code < graph.width(node); code += 1) {
      const child = graph.child(node, code);
      const own = costOf(level, code);
      const cost = own === Infinity ? Infinity : own + visit(child);
      if (cost < best.cost) best = { cost, code };
    }
    done.set(node, best);
    return best.cost;
  };
  const cost = visit(root);
  if (cost === Infinity) return { cost, passes: [] };
  const passes: [number, number][] = [];
  for (let at = root; !isTerminal(graph, at);) {
    const code = done.get(at)?.code ?? 0;
    passes.push([graph.level(at), code]);
    at = graph.child(at, code);
  }
  return { cost, passes };
};
