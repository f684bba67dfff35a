/** Random rule sets with random firms: edits of a pack, rule graphs, and rules over derivations. */

import {
  columnsFromRows,
  compileKernel,
  editablePaths,
  editRules,
  gradeColumns,
  type Columns,
  type GradedColumns,
  type RuleEdit,
} from "@fenji/grading";
import { AppError } from "@fenji/kernel";
import type { Facts, GradedType, Grading, RuleNode } from "@fenji/regime";
import { generateNation } from "@fenji/synthesis";
import type { Dice } from "../../../../grading/src/dice.ts";
import { formulaFacts, randomFormula } from "../../../../grading/src/testing/random-formula.ts";
import {
  randomCondition,
  randomGrading,
  randomValue,
} from "../../../../grading/src/testing/random-grading.ts";

export interface RandomCase {
  readonly what: string;
  readonly grading: Grading;
  readonly columns: Columns;
  readonly graded: GradedColumns;
}

const text = { zh: "试", en: "test" };

/** A number near the one that stands there, or anywhere that is allowed. */
const randomEdit = (dice: Dice, grading: Grading): RuleEdit => {
  const paths = editablePaths(grading).filter(({ value }) => value !== null);
  const { path, value, bounds } = paths[dice.roll(paths.length)] ?? {
    path: "",
    value: 0,
    bounds: null,
  };
  const moved = (value ?? 0) + dice.roll(21) - 10;
  if (bounds?.integer !== false) return { path, value: moved };
  return { path, value: dice.roll(3) === 0 ? moved + dice.roll(4) / 4 : moved };
};

/** Up to eight edits, those that the rules refuse left out. */
export const randomEdits = (dice: Dice, grading: Grading): Grading => {
  let edited = grading;
  for (let count = 1 + dice.roll(8); count > 0; count -= 1) {
    try {
      edited = editRules(edited, [randomEdit(dice, edited)]);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return edited;
};

/** Two derivations, the second over the first too; bands over them and conditions beside them. */
export const randomDerivedRules = (dice: Dice): Grading => {
  const base = { label: text, citation: null, standing: "illustrative" } as const;
  const derivations = ["d", "e"].map((id) => ({
    ...base,
    id,
    unit: null,
    formula: randomFormula(dice),
  }));
  const [d, e] = derivations;
  if (d === undefined || e === undefined) throw new RangeError("no derivations");
  const second = {
    ...e,
    formula: dice.roll(2) === 0 ? { sum: [{ fact: "d" }, e.formula] } : e.formula,
  };
  const bands = (id: string, of: string): RuleNode => ({
    ...base,
    id,
    rule: "bands",
    of: { fact: of },
    bands: [
      { from: null, value: 1, label: null },
      { from: dice.roll(4) / 2, value: 2, label: null },
      { from: 2 + dice.roll(4) / 2, value: 3, label: null },
    ],
  });
  const nodes: RuleNode[] = [
    bands("byD", "d"),
    bands("byE", "e"),
    { ...base, id: "both", rule: dice.roll(2) === 0 ? "max" : "min", of: ["byD", "byE"] },
    {
      ...base,
      id: "result",
      rule: "override",
      base: "both",
      overrides: [
        {
          id: "o",
          label: text,
          citation: null,
          when: randomCondition({ dice, facts: formulaFacts, nodes: [] }),
          effect: "at-least",
          value: 2,
        },
      ],
    },
  ];
  const type: GradedType = {
    id: "t",
    name: text,
    supervision: null,
    appliesWhen: dice.roll(2) === 0 ? null : { number: { fact: "d" }, op: ">=", value: 0 },
    result: "result",
    grades: [1, 2, 3].map((rank) => ({ rank, label: text })),
    monotone: [],
  };
  return { facts: formulaFacts, derivations: [d, second], nodes, types: [type] };
};

const randomFacts = (dice: Dice, grading: Grading): Facts =>
  Object.fromEntries(
    grading.facts.map((fact) => [fact.id, dice.roll(6) === 0 ? null : randomValue(dice, fact)]),
  );

const graded = (what: string, grading: Grading, rows: readonly Facts[]): RandomCase => {
  const kernel = compileKernel({ grading, sources: [] });
  const columns = columnsFromRows(kernel, rows);
  return { what, grading, columns, graded: gradeColumns(kernel, columns) };
};

/** @param nation Columns of firms for the pack, shared by all its edits. */
export const randomCase = (
  dice: Dice,
  {
    pack,
    nation,
    rows,
  }: { readonly pack: Grading; readonly nation: Columns; readonly rows: number },
): RandomCase => {
  const made = dice.roll(4);
  if (made < 2) {
    const grading = randomEdits(dice, pack);
    const kernel = compileKernel({ grading, sources: [] });
    return { what: "pack", grading, columns: nation, graded: gradeColumns(kernel, nation) };
  }
  const grading = made === 2 ? randomGrading(dice) : randomDerivedRules(dice);
  const facts = Array.from({ length: rows }, () => randomFacts(dice, grading));
  return graded(made === 2 ? "graph" : "derived", grading, facts);
};

export const nationColumns = (pack: Grading, rows: number): Columns => {
  const kernel = compileKernel({ grading: pack, sources: [] });
  const firms = Array.from(generateNation(11, rows), ({ facts }) => facts);
  return columnsFromRows(kernel, firms);
};
