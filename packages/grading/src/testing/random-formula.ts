/** Random formulas over a few facts of every kind, for tests of derivations. */

import type { Condition, FactDefinition, Formula } from "@fenji/regime";
import { type Dice } from "../dice.ts";
import { randomCondition } from "./random-grading.ts";

const text = { zh: "试", en: "test" };
const base = { label: text, help: null, citation: null, section: null };
const options = ["a", "b", "c"].map((id) => ({ id, label: text }));

/** Two numbers, a choice, a set and a yes or no. */
export const formulaFacts: readonly FactDefinition[] = [
  { ...base, id: "x", kind: "number", unit: null, integer: false, min: -2, max: 8 },
  { ...base, id: "y", kind: "number", unit: null, integer: true, min: 0, max: 5 },
  { ...base, id: "kind", kind: "choice", options },
  { ...base, id: "marks", kind: "set", options },
  { ...base, id: "flag", kind: "boolean" },
];

const ofFacts = (dice: Dice): Condition =>
  randomCondition({ dice, facts: formulaFacts, nodes: [] });

export const randomFormula = (dice: Dice, depth = 0): Formula => {
  const inner = (): Formula => randomFormula(dice, depth + 1);
  switch (dice.roll(depth > 2 ? 3 : 12)) {
    case 0:
      return { fact: dice.roll(2) === 0 ? "x" : "y" };
    case 1:
      return { number: dice.roll(9) / 4 - 1 };
    case 2:
      return { option: "kind", values: { a: dice.roll(3), b: dice.roll(3) / 2, c: 0 } };
    case 3:
      return { sum: [inner(), inner()] };
    case 4:
      return { product: [inner(), inner()] };
    case 5:
      return { difference: [inner(), inner()] };
    case 6:
      return { quotient: [inner(), inner()] };
    case 7:
      return { least: [inner(), inner(), inner()] };
    case 8:
      return { greatest: [inner(), inner()] };
    case 9:
      return { round: inner(), digits: dice.roll(4) };
    case 10:
      return { when: ofFacts(dice), then: inner(), otherwise: inner() };
    default:
      return {
        mean: Array.from({ length: 1 + dice.roll(3) }, () => ({
          value: inner(),
          weight: inner(),
          unless: dice.roll(2) === 0 ? ofFacts(dice) : null,
        })),
      };
  }
};
