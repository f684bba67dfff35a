/** What one graded type hangs on: its nodes and derivations in an order of computation, and the facts behind them. */

import {
  conditionReads,
  formulaReads,
  nodeReads,
  orderDerivations,
  orderNodes,
  type Derivation,
  type FactDefinition,
  type GradedType,
  type Grading,
  type RuleNode,
} from "@fenji/regime";

export interface RuleReads {
  readonly nodes: readonly RuleNode[];
  readonly derivations: readonly Derivation[];
  /** Of people, not derivations; in the pack's order. */
  readonly facts: readonly FactDefinition[];
  /** Facts that some derivation reads: the values that make a difference there cannot be listed. */
  readonly derivedFrom: ReadonlySet<string>;
}

/** Over one type, or over all. */
export const ruleReads = (grading: Grading, types: readonly GradedType[]): RuleReads => {
  const nodeIds = new Set<string>();
  const factIds = new Set<string>();
  const derivedFrom = new Set<string>();
  const byId = new Map(grading.nodes.map((node) => [node.id, node]));
  const derivations = new Map(grading.derivations.map((derivation) => [derivation.id, derivation]));
  const visitFact = (id: string, derived: boolean): void => {
    const derivation = derivations.get(id);
    if (derived && derivation === undefined) derivedFrom.add(id);
    factIds.add(id);
    if (derivation === undefined) return;
    for (const read of formulaReads(derivation.formula).facts) visitFact(read, true);
  };
  const visitNode = (id: string): void => {
    const node = byId.get(id);
    if (node === undefined || nodeIds.has(id)) return;
    nodeIds.add(id);
    const reads = nodeReads(node);
    reads.facts.forEach((fact) => visitFact(fact, false));
    reads.nodes.forEach(visitNode);
  };
  for (const { result, appliesWhen } of types) {
    visitNode(result);
    if (appliesWhen === null) continue;
    const reads = conditionReads(appliesWhen);
    reads.facts.forEach((fact) => visitFact(fact, false));
    reads.nodes.forEach(visitNode);
  }
  const nodes = orderNodes(grading.nodes);
  const derived = orderDerivations(grading.derivations);
  return {
    nodes: "order" in nodes ? nodes.order.filter(({ id }) => nodeIds.has(id)) : [],
    derivations: "order" in derived ? derived.order.filter(({ id }) => factIds.has(id)) : [],
    facts: grading.facts.filter(({ id }) => factIds.has(id)),
    derivedFrom,
  };
};
