/** Numbers derived from facts, and decision tables: against the plain reading of them, and where they are refused. */

import type { Condition, Derivation, Facts, Formula, Grading, RuleNode } from "@fenji/regime";
import { expect, test } from "vitest";
import { columnsFromRows } from "./columns-from-rows.ts";
import { gradeColumns } from "./grade-columns.ts";
import { gradeObject } from "./grade-object.ts";
import { compileKernel } from "./kernel.ts";
import { withDerivations } from "./reference.ts";
import { formulaFacts, randomFormula } from "./testing/random-formula.ts";
import { diceOf, type Dice } from "./dice.ts";
import { randomValue } from "./testing/random-grading.ts";

const text = { zh: "试", en: "test" };
const base = { label: text, citation: null, standing: "illustrative" } as const;

const derivation = (id: string, formula: Formula): Derivation => ({
  ...base,
  id,
  unit: null,
  formula,
});

const gradingOf = (derivations: readonly Derivation[], nodes: readonly RuleNode[]): Grading => ({
  facts: formulaFacts,
  derivations,
  nodes,
  types: [
    {
      id: "t",
      name: text,
      appliesWhen: null,
      supervision: null,
      result: nodes.at(-1)?.id ?? "",
      grades: [1, 2].map((rank) => ({ rank, label: text })),
      monotone: [],
    },
  ],
});

const bands = (fact: string, from: number): RuleNode => ({
  ...base,
  id: "grade",
  rule: "bands",
  of: { fact },
  bands: [
    { from: null, value: 1, label: null },
    { from, value: 2, label: null },
  ],
});

const kernelOf = (grading: Grading) => compileKernel({ grading, sources: [] });

const derivedIn = (grading: Grading, rows: readonly Facts[], id: string) => {
  const kernel = kernelOf(grading);
  const column = gradeColumns(kernel, columnsFromRows(kernel, rows)).columns.byFact.get(id);
  return rows.map((_, row) => {
    const isUnknown = ((column?.unknown?.[row >> 5] ?? 0) & (1 << (row & 31))) !== 0;
    return isUnknown ? undefined : column?.values[row];
  });
};

const randomRow = (dice: Dice, known: () => boolean): Facts =>
  Object.fromEntries(
    formulaFacts.map((fact) => [fact.id, known() ? randomValue(dice, fact) : null]),
  );

const complete = (dice: Dice, row: Facts): Facts =>
  Object.fromEntries(
    formulaFacts.map((fact) => [fact.id, row[fact.id] ?? randomValue(dice, fact)]),
  );

test("600 random formulas: columns hold what the plain reading gives, and no value that a completion would change", () => {
  let known = 0;
  let settledEarly = 0;
  for (let seed = 1; seed <= 600; seed += 1) {
    const dice = diceOf(seed);
    const grading = gradingOf([derivation("d", randomFormula(dice))], [bands("d", 1)]);
    const full = Array.from({ length: 4 }, () => randomRow(dice, () => true));
    const wanted = full.map((row) => withDerivations(grading, row)["d"]);
    const finite = wanted.map((value) =>
      typeof value === "number" && Number.isFinite(value) ? value + 0 : undefined,
    );
    const got = derivedIn(grading, full, "d");
    expect(got, `seed ${seed}`).toEqual(finite);
    known += got.filter((value) => value !== undefined).length;
    const open = randomRow(dice, () => dice.roll(2) === 0);
    const [early] = derivedIn(grading, [open], "d");
    if (early === undefined) continue;
    settledEarly += 1;
    for (let times = 0; times < 8; times += 1)
      expect(Number(withDerivations(grading, complete(dice, open))["d"]) + 0, `seed ${seed}`).toBe(
        early,
      );
  }
  expect(known).toBeGreaterThan(1_200);
  expect(settledEarly).toBeGreaterThan(50);
});

test("a weighted mean of means: what is not applicable leaves both sums, and a mean of nothing has no value", () => {
  const part = (value: Formula, weight: number, unless: Condition | null = null) => ({
    value,
    weight: { number: weight },
    unless,
  });
  const inner = (mark: string): Formula => ({
    mean: [
      part({ fact: "x" }, 2, { set: "marks", has: mark }),
      part({ fact: "y" }, 1, { yes: "flag" }),
    ],
  });
  const score: Formula = {
    round: { product: [{ number: 70 }, { mean: [part(inner("a"), 3), part(inner("b"), 1)] }] },
    digits: 2,
  };
  const grading = gradingOf([derivation("score", score)], [bands("score", 60)]);
  const row = { x: 1, y: 0, kind: "a", marks: ["a"], flag: false };
  // (3 × 0 + 1 × 2/3) ÷ 4 × 70
  expect(derivedIn(grading, [row], "score")).toEqual([11.67]);
  // The first mean is empty and leaves.
  expect(derivedIn(grading, [{ ...row, flag: true }], "score")).toEqual([70]);
  expect(derivedIn(grading, [{ ...row, flag: true, marks: ["a", "b"] }], "score")).toEqual([
    undefined,
  ]);
});

test("a mean leaves out a derivation without a value, as it leaves out a formula without one", () => {
  const none: Formula = { quotient: [{ fact: "x" }, { number: 0 }] };
  const part = (value: Formula) => ({ value, weight: { number: 1 }, unless: null });
  const grading = gradingOf(
    [
      derivation("none", none),
      derivation("mean", { mean: [part({ fact: "none" }), part({ fact: "y" })] }),
    ],
    [bands("mean", 1)],
  );
  expect(derivedIn(grading, [{ x: 1, y: 3 }, { y: 3 }], "mean")).toEqual([3, undefined]);
});

test("what settles an open grade names the facts behind a derivation, and the reasons show them", () => {
  const ratio: Formula = { quotient: [{ fact: "x" }, { fact: "y" }] };
  const grading = gradingOf([derivation("ratio", ratio)], [bands("ratio", 0.5)]);
  const [open] = gradeObject(kernelOf(grading), { x: 1 });
  expect(open?.possible).toEqual([1, 2]);
  expect(open?.undetermined).toEqual([{ fact: "y", settles: [] }]);
  expect(open?.settledBy).toEqual([["y"]]);
  const [settled] = gradeObject(kernelOf(grading), { x: 1, y: 2 });
  expect(settled?.grade).toBe(2);
  expect(settled?.reasons[0]?.input).toBe(0.5);
  expect(settled?.reasons[0]?.children.map(({ factor, input }) => [factor, input])).toEqual([
    ["x", 1],
    ["y", 2],
  ]);
  const [divided] = gradeObject(kernelOf(grading), { x: 1, y: 0 });
  expect(divided?.grade).toBe(null);
  expect(divided?.settledBy).toEqual([["x", "y"]]);
});

test("nobody gives the value of a derivation", () => {
  const grading = gradingOf([derivation("ratio", { fact: "x" })], [bands("ratio", 1)]);
  expect(() => gradeObject(kernelOf(grading), { ratio: 3 })).toThrow(/no fact “ratio”/);
});

const table = (...rows: readonly (readonly [Condition, number])[]): RuleNode => ({
  ...base,
  id: "grade",
  rule: "table",
  rows: rows.map(([when, value]) => ({ when, value, label: null })),
});

test("a decision table with a hole is refused with the facts that fall through", () => {
  const node = table([{ number: { fact: "x" }, op: ">=", value: 3 }, 2], [{ yes: "flag" }, 1]);
  expect(() => kernelOf(gradingOf([], [node]))).toThrow(/hole.*x < 3; flag false/);
});

test("a decision table with an overlap is refused with its rows and the facts that both take", () => {
  const node = table(
    [{ number: { fact: "x" }, op: ">=", value: 3 }, 2],
    [{ number: { fact: "x" }, op: "<=", value: 3 }, 1],
  );
  expect(() => kernelOf(gradingOf([], [node]))).toThrow(/Rows 1, 2.*overlap.*x/);
});
