/** The rules read word by word, for one object whose facts are all known: slow, plain, and the judge of the kernel in tests. */

import {
  orderDerivations,
  type Condition,
  type Facts,
  type FactValue,
  type Formula,
  type Grading,
  type Operand,
  type RuleNode,
} from "@fenji/regime";

/** Rank by type; null where the type does not apply. @throws RangeError for a fact that is missing. */
export const referenceGrades = (
  grading: Grading,
  facts: Facts,
): Readonly<Record<string, number | null>> => {
  const world = { grading, facts: withDerivations(grading, facts) };
  return Object.fromEntries(
    grading.types.map(({ id, appliesWhen, result }) => {
      const applies = appliesWhen === null || holds(world, appliesWhen);
      return [id, applies ? valueOf(world, result) : null];
    }),
  );
};

/** The facts and what is derived from them; a derivation without a value is left out. */
export const withDerivations = (grading: Grading, facts: Facts): Facts => {
  const ordered = orderDerivations(grading.derivations);
  const all: Record<string, FactValue> = { ...facts };
  for (const { id, formula } of "order" in ordered ? ordered.order : []) {
    const value = computed({ grading, facts: all }, formula);
    if (value !== undefined) all[id] = value;
  }
  return all;
};

/** undefined: no value. */
const computed = (world: World, formula: Formula): number | undefined => {
  if ("fact" in formula) {
    const value = world.facts[formula.fact];
    return typeof value === "number" ? value : undefined;
  }
  if ("number" in formula) return formula.number;
  if ("option" in formula) return formula.values[String(factOf(world, formula.option))];
  if ("sum" in formula) return reduced(world, formula.sum, (a, b) => a + b);
  if ("product" in formula) return reduced(world, formula.product, (a, b) => a * b);
  if ("difference" in formula) return reduced(world, formula.difference, (a, b) => a - b);
  if ("quotient" in formula)
    return reduced(world, formula.quotient, (a, b) => (b === 0 ? undefined : a / b));
  if ("least" in formula) return reduced(world, formula.least, Math.min);
  if ("greatest" in formula) return reduced(world, formula.greatest, Math.max);
  if ("round" in formula) {
    const value = computed(world, formula.round);
    const scale = 10 ** formula.digits;
    return value === undefined ? undefined : Math.floor(value * scale + 0.5 + 1e-9) / scale;
  }
  if ("when" in formula)
    return computed(world, holds(world, formula.when) ? formula.then : formula.otherwise);
  const parts = formula.mean.flatMap(({ value, weight, unless }) => {
    if (unless !== null && holds(world, unless)) return [];
    const [of, share] = [computed(world, value), computed(world, weight) ?? Number.NaN];
    return of === undefined || share === 0 ? [] : [{ of, share }];
  });
  const weights = parts.reduce((sum, { share }) => sum + share, 0);
  if (weights === 0) return undefined;
  return parts.reduce((sum, { of, share }) => sum + share * of, 0) / weights;
};

const reduced = (
  world: World,
  parts: readonly Formula[],
  step: (a: number, b: number) => number | undefined,
): number | undefined =>
  parts
    .map((part) => computed(world, part))
    .reduce((a, b) => (a === undefined || b === undefined ? undefined : step(a, b)));

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
    case "table": {
      const [row, other] = node.rows.filter(({ when }) => holds(world, when));
      return row === undefined || other !== undefined ? Number.NaN : row.value;
    }
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
