/** Gives random rules words, sources, derivations and what is due by when. */

import type { Dice } from "../../../grading/src/dice.ts";
import { randomCondition } from "../../../grading/src/testing/random-grading.ts";
import type { Formula, Grading, Obligations, RuleNode } from "../index.ts";
import { citation, maybe, pick, some, standing, text } from "./random-words.ts";

const formula = (dice: Dice, grading: Grading, depth = 0): Formula => {
  const inner = (): Formula => formula(dice, grading, depth + 1);
  const when = () => randomCondition({ dice, facts: grading.facts, nodes: [] });
  switch (dice.roll(depth > 2 ? 1 : 6)) {
    case 1:
      return { difference: [inner(), inner()] };
    case 2:
      return { mean: [{ value: inner(), weight: inner(), unless: maybe(dice, when) }] };
    case 3:
      return { round: inner(), digits: dice.roll(4) };
    case 4:
      return { when: when(), then: inner(), otherwise: inner() };
    case 5:
      return { greatest: [inner(), { number: 0.1 }] };
    default:
      return { number: dice.roll(9) / 4 - 1 };
  }
};

export const randomObligations = (dice: Dice, { facts }: Grading): Obligations => {
  const provenance = () => ({
    citation: maybe(dice, () => citation(dice)),
    standing: standing(dice),
  });
  return {
    deadlines: some(dice, 2, (index) => ({
      id: `due${index}`,
      label: text(dice),
      after: pick(dice, ["in-scope", "changed"] as const),
      does: pick(dice, ["file", "report-change"] as const),
      by: pick(dice, ["enterprise", "assessor"] as const),
      within: { amount: dice.roll(60), unit: pick(dice, ["workingDays", "months"] as const) },
      ...provenance(),
    })),
    cycles: some(dice, 2, (index) => ({
      type: maybe(dice, () => "t0"),
      grade: 1 + index,
      everyMonths: 12,
      ...provenance(),
    })),
    materialChanges: maybe(dice, () => ({
      facts: facts.slice(0, dice.roll(3)).map(({ id }) => id),
      ...provenance(),
    })),
  };
};

const dressedNode = (dice: Dice, node: RuleNode): RuleNode => {
  const words = {
    label: text(dice),
    citation: maybe(dice, () => citation(dice)),
    standing: standing(dice),
  };
  const labelled = <T>(row: T) => ({ ...row, label: maybe(dice, () => text(dice)) });
  if (node.rule === "bands") return { ...node, ...words, bands: node.bands.map(labelled) };
  if (node.rule === "table") return { ...node, ...words, rows: node.rows.map(labelled) };
  return { ...node, ...words };
};

/** Gives every text of the rules other words and every optional member a chance. */
export const dressed = (dice: Dice, grading: Grading): Grading => ({
  ...grading,
  facts: grading.facts.map((fact) => ({
    ...fact,
    label: text(dice),
    help: maybe(dice, () => text(dice)),
    section: maybe(dice, () => text(dice)),
    citation: maybe(dice, () => citation(dice)),
    ...(fact.kind === "number" ? { unit: maybe(dice, () => text(dice)) } : {}),
    ...("options" in fact
      ? { options: fact.options.map((option) => ({ ...option, label: text(dice) })) }
      : {}),
  })),
  derivations: some(dice, 2, (index) => ({
    id: `v${index}`,
    label: text(dice),
    unit: maybe(dice, () => text(dice)),
    formula: formula(dice, grading),
    citation: maybe(dice, () => citation(dice)),
    standing: standing(dice),
  })),
  nodes: grading.nodes.map((node) => dressedNode(dice, node)),
  types: grading.types.map((type) => ({
    ...type,
    name: text(dice),
    supervision: pick(dice, ["industry", "communications", null] as const),
    grades: type.grades.map(({ rank }) => ({ rank, label: text(dice) })),
    monotone: grading.facts.slice(0, dice.roll(3)).map(({ id }) => ({
      fact: id,
      direction: pick(dice, ["rising", "falling"] as const),
    })),
  })),
});
