/** The rules read word by word, for one object whose facts are all known: slow, plain, and the judge of the kernel in tests. */

import type { Condition, Facts, FactValue, Grading, Operand, RuleNode } from "@fenji/regime";

/** Rank by type; null where the type does not apply. @throws RangeError for a fact that is missing. */
export const referenceGrades = (
  grading: Grading,
  facts: Facts,
): Readonly<Record<string, number | null>> =>
  Object.fromEntries(
    grading.types.map(({ id, appliesWhen, result }) => {
      const applies = appliesWhen === null || holds({ grading, facts }, appliesWhen);
      return [id, applies ? valueOf({ grading, facts }, result) : null];
    }),
  );

interface World {
  readonly grading: Grading;
  readonly facts: Facts;
}

const factOf = ({ facts }: World, id: string): Exclude<FactValue, null> => {
  const value = facts[id];
  if (value === undefined || value === null) throw new RangeError(`fact ${id} is not known`);
  return value;
};

const operandOf = (world: World, operand: Operand): number =>
  "fact" in operand ? Number(factOf(world, operand.fact)) : valueOf(world, operand.node);

const optionsOf = (world: World, fact: string): readonly string[] => {
  const value = factOf(world, fact);
  return typeof value === "object" ? value : [];
};

const valueOf = (world: World, id: string): number => {
  const node = world.grading.nodes.find((candidate) => candidate.id === id);
  if (node === undefined) throw new RangeError(`node ${id} does not exist`);
  return evaluate(world, node);
};

const evaluate = (world: World, node: RuleNode): number => {
  switch (node.rule) {
    case "bands": {
      const input = operandOf(world, node.of);
      let value = Number.NaN;
      for (const band of node.bands)
        if (band.from === null || input >= band.from) value = band.value;
      return value;
    }
    case "lookup":
      return node.values[String(factOf(world, node.of))] ?? Number.NaN;
    case "set": {
      const chosen = optionsOf(world, node.of);
      if (chosen.length === 0) return node.none;
      let total = node.combine === "max" ? -Infinity : 0;
      for (const option of chosen) {
        const points = node.values[option] ?? Number.NaN;
        total = node.combine === "max" ? Math.max(total, points) : total + points;
      }
      return node.cap !== null && total > node.cap ? node.cap : total;
    }
    case "when":
      return holds(world, node.when) ? node.then : node.otherwise;
    case "sum": {
      let total = 0;
      for (const term of node.terms) total += term.weight * valueOf(world, term.node);
      return total;
    }
    case "max":
      return Math.max(...node.of.map((id) => valueOf(world, id)));
    case "min":
      return Math.min(...node.of.map((id) => valueOf(world, id)));
    case "matrix":
      return node.values[valueOf(world, node.rows)]?.[valueOf(world, node.columns)] ?? Number.NaN;
    case "switch": {
      const target = node.cases[String(factOf(world, node.of))] ?? node.otherwise;
      if (target === null) throw new RangeError(`no case in ${node.id}`);
      return valueOf(world, target);
    }
    case "override": {
      let value = valueOf(world, node.base);
      for (const override of node.overrides) {
        if (!holds(world, override.when)) continue;
        if (override.effect === "set") value = override.value;
        else if (override.effect === "at-least") value = Math.max(value, override.value);
        else value = Math.min(value, override.value);
      }
      return value;
    }
  }
};

const holds = (world: World, condition: Condition): boolean => {
  if ("all" in condition) return condition.all.every((part) => holds(world, part));
  if ("any" in condition) return condition.any.some((part) => holds(world, part));
  if ("not" in condition) return !holds(world, condition.not);
  if ("number" in condition) {
    const value = operandOf(world, condition.number);
    if (condition.op === "=") return value === condition.value;
    if (condition.op === "<") return value < condition.value;
    if (condition.op === "<=") return value <= condition.value;
    return condition.op === ">" ? value > condition.value : value >= condition.value;
  }
  if ("yes" in condition) return factOf(world, condition.yes) === true;
  if ("choice" in condition) return condition.in.includes(String(factOf(world, condition.choice)));
  return optionsOf(world, condition.set).includes(condition.has);
};
