/** Which facts a derivation reads, and in which order derivations can be computed. */

import { conditionReads, orderByReads } from "./rule-graph.ts";
import type { Derivation, Formula, NumberFact } from "./rule-model.ts";

/** The number fact as which rules see a derivation. */
export const derivedFact = ({ id, label, unit, citation }: Derivation): NumberFact => ({
  kind: "number",
  id,
  label,
  unit,
  citation,
  help: null,
  section: null,
  integer: false,
  min: null,
  max: null,
});

/** Facts and derivations that a formula reads; nodes that its conditions name, which a formula must not. */
export const formulaReads = (
  formula: Formula,
): { readonly facts: readonly string[]; readonly nodes: readonly string[] } => {
  const facts: string[] = [];
  const nodes: string[] = [];
  const look = (reads: { facts: readonly string[]; nodes: readonly string[] }): void => {
    facts.push(...reads.facts);
    nodes.push(...reads.nodes);
  };
  if ("fact" in formula) facts.push(formula.fact);
  else if ("option" in formula) facts.push(formula.option);
  else if ("mean" in formula) {
    for (const part of formula.mean) {
      look(formulaReads(part.value));
      look(formulaReads(part.weight));
      if (part.unless !== null) look(conditionReads(part.unless));
    }
  } else if ("when" in formula) look(conditionReads(formula.when));
  for (const operand of operandsOf(formula)) look(formulaReads(operand));
  return { facts, nodes };
};

/** The formulas directly inside, except those of a mean. */
export const operandsOf = (formula: Formula): readonly Formula[] => {
  if ("sum" in formula) return formula.sum;
  if ("product" in formula) return formula.product;
  if ("difference" in formula) return formula.difference;
  if ("quotient" in formula) return formula.quotient;
  if ("least" in formula) return formula.least;
  if ("greatest" in formula) return formula.greatest;
  if ("round" in formula) return [formula.round];
  if ("when" in formula) return [formula.then, formula.otherwise];
  return [];
};

/** Each after those that it reads, or one cycle as the ids along it. */
export const orderDerivations = (
  derivations: readonly Derivation[],
): { order: Derivation[] } | { cycle: string[] } =>
  orderByReads(derivations, ({ formula }) => formulaReads(formula).facts);
