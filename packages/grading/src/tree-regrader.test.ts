/** Regrading step by step gives what grading afresh gives, whatever moved before. */

import { join } from "node:path";
import type { Grading } from "@fenji/regime";
import { expect, test } from "vitest";
import { openPack } from "../../intake/src/open-pack.ts";
import { columnsFromRows } from "./columns-from-rows.ts";
import type { Columns } from "./columns.ts";
import { diceOf, type Dice } from "./dice.ts";
import { editRules, type RuleEdit } from "./edit-rules.ts";
import { editablePaths } from "./editable-paths.ts";
import { gradeColumns } from "./grade-columns.ts";
import { compileKernel } from "./kernel.ts";
import { createTreeRegrader } from "./tree-regrader.ts";
import { randomGrading, randomValue } from "./testing/random-grading.ts";

const randomColumns = (dice: Dice, grading: Grading, rows: number): Columns =>
  columnsFromRows(
    compileKernel({ grading, sources: [] }),
    Array.from({ length: rows }, () =>
      Object.fromEntries(
        grading.facts.map((fact) => [fact.id, dice.roll(8) === 0 ? null : randomValue(dice, fact)]),
      ),
    ),
  );

/** Moves one number a little or far, where the rules take it. */
const moved = (dice: Dice, grading: Grading, before: readonly RuleEdit[]): readonly RuleEdit[] => {
  const paths = editablePaths(editRules(grading, before));
  const { path, value } = paths[dice.roll(paths.length)] ?? { path: "", value: 0 };
  const edits = [...before.slice(-3), { path, value: (value ?? 0) + dice.roll(9) - 4 }];
  try {
    editRules(grading, edits);
    return edits;
  } catch {
    return before.slice(-3);
  }
};

const compare = (
  grading: Grading,
  columns: Columns,
  { dice, steps }: { dice: Dice; steps: number },
) => {
  const { regrade } = createTreeRegrader({ grading, sources: [] }, columns);
  let edits: readonly RuleEdit[] = [];
  let differing = 0;
  for (let step = 0; step < steps; step += 1) {
    const rules = editRules(grading, edits);
    const fresh = gradeColumns(compileKernel({ grading: rules, sources: [] }), columns).types;
    for (const [index, { grades, possible, applies }] of regrade(rules).entries()) {
      expect(possible).toEqual(fresh[index]?.possible);
      expect(grades).toEqual(fresh[index]?.grades);
      expect(applies).toEqual(fresh[index]?.applies);
    }
    const next = moved(dice, grading, edits);
    if (next !== edits) differing += 1;
    edits = next;
  }
  return differing;
};

const firstRegime = async (): Promise<Grading> => {
  const folder = join(import.meta.dirname, "../../../packs/iiot-protection/2024-illustrative");
  const opened = await openPack(folder);
  if (!opened.ok || opened.value.kind !== "regime") throw new Error(JSON.stringify(opened));
  return opened.value.pack.grading;
};

test("the first regime, over 24 edits one after another", { timeout: 60_000 }, async () => {
  const grading = await firstRegime();
  const dice = diceOf(7);
  expect(compare(grading, randomColumns(dice, grading, 150), { dice, steps: 24 })).toBeGreaterThan(
    12,
  );
});

test(
  "values that the rules tell apart no longer, for the first time, and once more",
  { timeout: 60_000 },
  async () => {
    const grading = await firstRegime();
    const columns = randomColumns(diceOf(5), grading, 300);
    const { regrade } = createTreeRegrader({ grading, sources: [] }, columns);
    const points = (value: number) => ({ path: "nodes.scope.values.national", value });
    const share = (value: number) => ({ path: "nodes.connectedPoints.bands.2.from", value });
    const steps: readonly (readonly RuleEdit[])[] = [
      [],
      [points(7)],
      [points(9)],
      [share(12)],
      [share(10), points(7)],
      [share(25)],
      [share(29), points(4)],
      [],
    ];
    const seen = new Set<string>();
    for (const edits of steps) {
      const rules = editRules(grading, edits);
      const fresh = gradeColumns(compileKernel({ grading: rules, sources: [] }), columns).types;
      expect(regrade(rules)).toEqual(fresh);
      seen.add(fresh.map(({ possible }) => possible.join()).join());
    }
    expect(seen.size).toBeGreaterThan(3);
  },
);

test("random rule graphs, over 12 edits each", () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const dice = diceOf(seed);
    const grading = randomGrading(dice);
    const columns = randomColumns(dice, grading, 100);
    expect(compare(grading, columns, { dice, steps: 12 })).toBeGreaterThanOrEqual(0);
  }
});
