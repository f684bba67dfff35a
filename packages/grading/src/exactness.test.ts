/** The kernel against the rules read word by word: same grades, and exactly the possible ones. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Facts, Grading } from "@fenji/regime";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { openPack } from "../../intake/src/open-pack.ts";
import { columnsFromRows } from "./columns-from-rows.ts";
import { gradeColumns } from "./grade-columns.ts";
import { compileKernel, mayHaveNoResult, ranksIn, type Kernel } from "./kernel.ts";
import { referenceGrades } from "./reference.ts";
import { candidates, completions } from "./testing/enumerate-facts.ts";
import { diceOf, type Dice } from "./dice.ts";
import { randomGrading, randomValue } from "./testing/random-grading.ts";

const packs = join(import.meta.dirname, "../../../packs");

const gradingOf = async (name: string): Promise<Grading> => {
  const opened = await openPack(join(packs, name));
  if (!opened.ok || opened.value.kind !== "regime") throw new Error(JSON.stringify(opened));
  return opened.value.pack.grading;
};

/** Per type: ranks and, as −1, "no result", ascending. */
type Possible = Readonly<Record<string, readonly number[]>>;

const byKernel = (kernel: Kernel, rows: readonly Facts[]): readonly Possible[] => {
  const graded = gradeColumns(kernel, columnsFromRows(kernel, rows));
  return rows.map((_, row) =>
    Object.fromEntries(
      graded.types.map(({ type, possible }) => {
        const mask = possible[row] ?? 0;
        return [type, [...(mayHaveNoResult(mask) ? [-1] : []), ...ranksIn(mask)]];
      }),
    ),
  );
};

const byBruteForce = (grading: Grading, facts: Facts): Possible => {
  const unknown = grading.facts
    .filter(({ id }) => facts[id] === undefined || facts[id] === null)
    .map((fact) => ({ id: fact.id, values: candidates(fact, grading) }));
  const found = new Map(grading.types.map(({ id }) => [id, new Set<number>()]));
  for (const complete of completions(facts, unknown))
    for (const [type, grade] of Object.entries(referenceGrades(grading, complete)))
      found.get(type)?.add(grade ?? -1);
  return Object.fromEntries(
    [...found].map(([type, grades]) => [type, [...grades].toSorted((a, b) => a - b)]),
  );
};

const rowOf = (dice: Dice, grading: Grading, isKnown: (index: number) => boolean): Facts =>
  Object.fromEntries(
    grading.facts.map((fact, index) => [fact.id, isKnown(index) ? randomValue(dice, fact) : null]),
  );

test("possible grades are exactly those of every completion, on 400 random rule graphs", () => {
  let open = 0;
  for (let seed = 1; seed <= 400; seed += 1) {
    const dice = diceOf(seed);
    const grading = randomGrading(dice);
    const kernel = compileKernel({ grading, sources: [] });
    const rows = Array.from({ length: 6 }, () => rowOf(dice, grading, () => dice.roll(3) > 0));
    const got = byKernel(kernel, rows);
    for (const [row, facts] of rows.entries()) {
      expect(got[row], `seed ${seed}, ${JSON.stringify(facts)}`).toEqual(
        byBruteForce(grading, facts),
      );
      if ((got[row]?.["t0"]?.length ?? 0) > 1) open += 1;
    }
  }
  expect(open).toBeGreaterThan(300);
});

test.each(["iiot-protection/2024-illustrative", "enterprise-size/2017"])(
  "10,000 random rows of %s: the kernel grades complete rows as the reference does, in one batch",
  async (name) => {
    const grading = await gradingOf(name);
    const dice = diceOf(7);
    const kernel = compileKernel({ grading, sources: [] });
    const rows = Array.from({ length: 10_000 }, () => rowOf(dice, grading, () => true));
    const got = byKernel(kernel, rows);
    for (const [row, facts] of rows.entries()) {
      const expected = Object.entries(referenceGrades(grading, facts));
      expect(got[row]).toEqual(
        Object.fromEntries(expected.map(([type, grade]) => [type, [grade ?? -1]])),
      );
    }
  },
);

test.each(["iiot-protection/2024-illustrative", "enterprise-size/2017"])(
  "rows of %s with up to three unknown facts: exactly what brute force finds",
  async (name) => {
    const grading = await gradingOf(name);
    const dice = diceOf(11);
    const kernel = compileKernel({ grading, sources: [] });
    const rows = Array.from({ length: 300 }, () => {
      const unknown = new Set([1, 2, 3].map(() => dice.roll(grading.facts.length)));
      return rowOf(dice, grading, (index) => !unknown.has(index));
    }).filter((facts) => {
      const sizes = grading.facts
        .filter(({ id }) => facts[id] === null)
        .map((fact) => candidates(fact, grading).length);
      return sizes.reduce((product, size) => product * size, 1) <= 3_000;
    });
    expect(rows.length).toBeGreaterThan(100);
    const got = byKernel(kernel, rows);
    for (const [row, facts] of rows.entries())
      expect(got[row], JSON.stringify(facts)).toEqual(byBruteForce(grading, facts));
  },
);

test("a batch gives each row what it gets alone", async () => {
  const grading = await gradingOf("iiot-protection/2024-illustrative");
  const dice = diceOf(3);
  const kernel = compileKernel({ grading, sources: [] });
  const rows = Array.from({ length: 9_000 }, () => rowOf(dice, grading, () => dice.roll(8) > 0));
  const together = byKernel(kernel, rows);
  const alone = compileKernel({ grading, sources: [] });
  for (let row = 0; row < rows.length; row += 90)
    expect(byKernel(alone, [rows[row] ?? {}])).toEqual([together[row]]);
});

test("leaving out any fact of the example never narrows what is possible", async () => {
  const grading = await gradingOf("iiot-protection/2024-illustrative");
  const kernel = compileKernel({ grading, sources: [] });
  const file = join(packs, "../examples/factory.yaml");
  const { facts } = parse(readFileSync(file, "utf8")) as { readonly facts: Facts };
  const [whole] = byKernel(kernel, [facts]);
  let wider = 0;
  for (const id of Object.keys(facts)) {
    const [less] = byKernel(kernel, [{ ...facts, [id]: null }]);
    for (const [type, grades] of Object.entries(whole ?? {})) {
      expect(less?.[type]).toEqual(expect.arrayContaining([...grades]));
      if ((less?.[type]?.length ?? 0) > grades.length) wider += 1;
    }
  }
  expect(wider).toBeGreaterThan(0);
});
