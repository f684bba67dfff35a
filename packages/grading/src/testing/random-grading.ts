/** Random facts and rule graphs that share facts between rules in every way the model allows. */

import type { LocalizedText } from "@fenji/kernel";
import type {
  Condition,
  FactDefinition,
  FactValue,
  GradedType,
  Grading,
  Operand,
  Option,
  RuleNode,
  TableRow,
} from "@fenji/regime";
import type { Dice } from "../dice.ts";

const text: LocalizedText = { zh: "试", en: "test" };
const pick = <T>(dice: Dice, list: readonly T[]): T => {
  const found = list[dice.roll(list.length)];
  if (found === undefined) throw new RangeError("nothing to pick from");
  return found;
};

const factBase = { label: text, help: null, citation: null, section: null };
const options: readonly Option[] = ["a", "b", "c"].map((id) => ({ id, label: text }));

const randomFact = (dice: Dice, id: string): FactDefinition => {
  switch (dice.roll(4)) {
    case 0: {
      const min = dice.roll(2) === 0 ? null : dice.roll(3) - 1;
      const max = dice.roll(2) === 0 ? null : 3 + dice.roll(4);
      return { ...factBase, id, kind: "number", unit: null, integer: dice.roll(2) === 0, min, max };
    }
    case 1:
      return { ...factBase, id, kind: "boolean" };
    case 2:
      return { ...factBase, id, kind: "choice", options };
    default:
      return { ...factBase, id, kind: "set", options };
  }
};

interface Making {
  readonly dice: Dice;
  readonly facts: readonly FactDefinition[];
  readonly nodes: readonly RuleNode[];
}

const operand = ({ dice, facts, nodes }: Making): Operand => {
  const numbers = facts.filter((fact) => fact.kind === "number");
  if (nodes.length > 0 && (numbers.length === 0 || dice.roll(2) === 0))
    return { node: pick(dice, nodes).id };
  return { fact: pick(dice, numbers).id };
};

const hasOperand = ({ facts, nodes }: Making): boolean =>
  nodes.length > 0 || facts.some((fact) => fact.kind === "number");

const threshold = (dice: Dice): number => dice.roll(12) / 2 - 1;

export const randomCondition = (making: Making, depth = 0): Condition => {
  const { dice, facts } = making;
  const kind = dice.roll(depth > 2 ? 2 : 5);
  if (kind === 2)
    return { all: [randomCondition(making, depth + 1), randomCondition(making, depth + 1)] };
  if (kind === 3)
    return { any: [randomCondition(making, depth + 1), randomCondition(making, depth + 1)] };
  if (kind === 4) return { not: randomCondition(making, depth + 1) };
  if (kind === 1 && hasOperand(making))
    return {
      number: operand(making),
      op: pick(dice, ["<", "<=", "=", ">=", ">"] as const),
      value: threshold(dice),
    };
  const fact = pick(dice, facts);
  if (fact.kind === "boolean") return { yes: fact.id };
  if (fact.kind === "choice") return { choice: fact.id, in: [pick(dice, options).id] };
  if (fact.kind === "set") return { set: fact.id, has: pick(dice, options).id };
  return {
    number: { fact: fact.id },
    op: pick(dice, ["<", ">="] as const),
    value: threshold(dice),
  };
};

const points = (dice: Dice): number => dice.roll(5) - 1;
const byOption = (dice: Dice): Record<string, number> =>
  Object.fromEntries(options.map(({ id }) => [id, points(dice)]));

const bandsOver = (dice: Dice, values: readonly number[]) =>
  values
    .map((value, index) => ({
      from: index === 0 ? null : index * (1 + dice.roll(2)) + index / 2 - 1,
      value,
      label: null,
    }))
    .toSorted((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity));

const nodeBase = (id: string) =>
  ({ id, label: text, citation: null, standing: "illustrative" }) as const;

/** Whole and without overlap, whatever the conditions: a; b without a; neither. */
const splitInThree = (making: Making): readonly TableRow[] => {
  const [a, b] = [randomCondition(making), randomCondition(making)];
  const row = (when: Condition): TableRow => ({ when, value: points(making.dice), label: null });
  return [row(a), row({ all: [{ not: a }, b] }), row({ all: [{ not: a }, { not: b }] })];
};

/** Rules over facts, or over an operand that may be a node. */
const outerNode = (making: Making, id: string): RuleNode => {
  const { dice, facts } = making;
  const base = nodeBase(id);
  const choices = facts.filter((fact) => fact.kind === "choice");
  const sets = facts.filter((fact) => fact.kind === "set");
  const made = dice.roll(5);
  if (made === 4) return { ...base, rule: "table", rows: splitInThree(making) };
  if (made === 0 && choices.length > 0)
    return { ...base, rule: "lookup", of: pick(dice, choices).id, values: byOption(dice) };
  if (made === 1 && sets.length > 0) {
    const cap = dice.roll(2) === 0 ? null : points(dice);
    const combine = pick(dice, ["max", "sum"] as const);
    const of = pick(dice, sets).id;
    return { ...base, rule: "set", of, combine, values: byOption(dice), none: points(dice), cap };
  }
  if (made === 2 && hasOperand(making)) {
    const values = [points(dice), points(dice), points(dice)];
    return { ...base, rule: "bands", of: operand(making), bands: bandsOver(dice, values) };
  }
  const when = randomCondition(making);
  return { ...base, rule: "when", when, then: points(dice), otherwise: points(dice) };
};

/** Rules over nodes made before. */
const innerNode = (making: Making, id: string): RuleNode => {
  const { dice, facts, nodes } = making;
  const base = nodeBase(id);
  const choices = facts.filter((fact) => fact.kind === "choice");
  const before = (): string => pick(dice, nodes).id;
  const made = dice.roll(4);
  if (made === 0) {
    const term = () => ({ node: before(), weight: 1 + dice.roll(2) });
    return { ...base, rule: "sum", terms: [term(), term()] };
  }
  if (made === 1)
    return { ...base, rule: pick(dice, ["max", "min"] as const), of: [before(), before()] };
  if (made === 2 && choices.length > 0) {
    const cases = { a: before(), b: before() };
    return { ...base, rule: "switch", of: pick(dice, choices).id, cases, otherwise: before() };
  }
  const override = (at: number) => ({
    id: `${id}-${at}`,
    label: text,
    citation: null,
    when: randomCondition(making),
    effect: pick(dice, ["at-least", "at-most", "set"] as const),
    value: points(dice),
  });
  return { ...base, rule: "override", base: before(), overrides: [override(0), override(1)] };
};

const randomNode = (making: Making, id: string): RuleNode =>
  making.nodes.length > 0 && making.dice.roll(2) === 0
    ? innerNode(making, id)
    : outerNode(making, id);

/** Two last nodes make a matrix, a third a grade from 1 to 3; half the types apply on a condition. */
export const randomGrading = (dice: Dice): Grading => {
  const facts = Array.from({ length: 3 + dice.roll(3) }, (_, index) =>
    randomFact(dice, `f${index}`),
  );
  const nodes: RuleNode[] = [];
  for (let index = 0; index < 4 + dice.roll(6); index += 1)
    nodes.push(randomNode({ dice, facts, nodes }, `n${index}`));
  const base = { label: text, citation: null, standing: "illustrative" } as const;
  const step = (id: string, of: string, top: number): RuleNode => ({
    ...base,
    id,
    rule: "bands",
    of: { node: of },
    bands: bandsOver(
      dice,
      Array.from({ length: top + 1 }, (_, value) => value),
    ),
  });
  nodes.push(step("rows", pick(dice, nodes).id, 1), step("columns", pick(dice, nodes).id, 2));
  const row = (): readonly number[] => [0, 1, 2].map(() => 1 + dice.roll(3));
  nodes.push({
    ...base,
    id: "matrix",
    rule: "matrix",
    rows: "rows",
    columns: "columns",
    values: [row(), row()],
  });
  const last = pick(dice, nodes.slice(0, -3)).id;
  nodes.push({
    ...base,
    id: "graded",
    rule: "bands",
    of: { node: last },
    bands: bandsOver(dice, [1, 2, 3]),
  });
  nodes.push({ ...base, id: "result", rule: "max", of: ["matrix", "graded"] });
  const grades = [1, 2, 3].map((rank) => ({ rank, label: text }));
  const types = ["t0", "t1"].map((id, index): GradedType => ({
    id,
    name: text,
    supervision: null,
    appliesWhen:
      dice.roll(2) === 0 ? null : randomCondition({ dice, facts, nodes: nodes.slice(0, 3) }),
    result: index === 0 ? "result" : "matrix",
    grades,
    monotone: [],
  }));
  return { facts, derivations: [], nodes, types };
};

/** A value within the fact's range, often on a threshold. */
export const randomValue = (dice: Dice, fact: FactDefinition): FactValue => {
  switch (fact.kind) {
    case "number": {
      const low = fact.min ?? -2;
      const high = fact.max ?? low + 12;
      const value = low + dice.roll(2 * Math.floor(high - low) + 1) / 2;
      return fact.integer ? Math.min(Math.ceil(value), Math.floor(high)) : Math.min(value, high);
    }
    case "boolean":
      return dice.roll(2) === 0;
    case "choice":
      return pick(dice, fact.options).id;
    case "set":
      return fact.options.filter(() => dice.roll(2) === 0).map((option) => option.id);
  }
};
