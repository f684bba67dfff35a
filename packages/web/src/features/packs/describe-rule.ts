/** Which facts and rules a rule reads, by id, in the order in which it names them. */

import type { Condition, Operand, RuleNode } from "@fenji/regime";

export const readsOf = (node: RuleNode): string[] => [...new Set(allReadsOf(node))];

const allReadsOf = (node: RuleNode): string[] => {
  switch (node.rule) {
    case "bands":
      return [operandId(node.of)];
    case "lookup":
    case "set":
      return [node.of];
    case "switch":
      return [node.of, ...Object.values(node.cases), ...present(node.otherwise)];
    case "when":
      return conditionReads(node.when);
    case "sum":
      return node.terms.map((term) => term.node);
    case "max":
    case "min":
      return [...node.of];
    case "matrix":
      return [node.rows, node.columns];
    case "table":
      return node.rows.flatMap((row) => conditionReads(row.when));
    case "override":
      return [node.base, ...node.overrides.flatMap((override) => conditionReads(override.when))];
  }
};

const conditionReads = (condition: Condition): string[] => {
  if ("all" in condition) return condition.all.flatMap(conditionReads);
  if ("any" in condition) return condition.any.flatMap(conditionReads);
  if ("not" in condition) return conditionReads(condition.not);
  if ("number" in condition) return [operandId(condition.number)];
  if ("yes" in condition) return [condition.yes];
  if ("choice" in condition) return [condition.choice];
  return [condition.set];
};

const operandId = (operand: Operand): string => ("fact" in operand ? operand.fact : operand.node);

const present = (id: string | null): string[] => (id === null ? [] : [id]);
