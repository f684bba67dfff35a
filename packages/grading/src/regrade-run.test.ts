/** Regrading after an edit gives what grading from the beginning gives; movements and their causes are told right. */

import { describe, expect, it } from "vitest";
import { columnsFromRows } from "./columns-from-rows.ts";
import { compareGrades } from "./compare-grades.ts";
import { diceOf, type Dice } from "./dice.ts";
import { editRules } from "./edit-rules.ts";
import { editablePaths } from "./editable-paths.ts";
import { gradeColumns } from "./grade-columns.ts";
import { compileKernel } from "./kernel.ts";
import { randomGrading, randomValue } from "./testing/random-grading.ts";
import { gradeRun, regradeRun } from "./regrade-run.ts";
import { whyMoved } from "./why-moved.ts";

const made = (seed: number) => {
  const dice = diceOf(seed);
  const grading = randomGrading(dice);
  const rows = Array.from({ length: 300 }, () =>
    Object.fromEntries(
      grading.facts.map((fact) => [fact.id, dice.roll(5) === 0 ? null : randomValue(dice, fact)]),
    ),
  );
  const kernel = compileKernel({ grading, sources: [] });
  return { dice, grading, kernel, columns: columnsFromRows(kernel, rows) };
};

/** A band's bound moved within its room, of which random rules always have one. */
const oneEdit = (dice: Dice, grading: Parameters<typeof editRules>[0]) => {
  const paths = editablePaths(grading).filter(
    ({ bounds, value }) => !bounds.integer && value !== null,
  );
  const { path, value, bounds } = paths[dice.roll(paths.length)] ??
    paths[0] ?? { path: "", value: 0, bounds: { max: null } };
  const at = value ?? 0;
  return editRules(grading, [{ path, value: at + ((bounds.max ?? at + 3) - at) / 2 }]);
};

describe("regrading", () => {
  it("is grading anew, edit after edit and back", () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const { dice, grading, columns } = made(seed);
      let run = gradeRun({ grading, sources: [] }, columns);
      for (const edited of [oneEdit(dice, grading), oneEdit(dice, grading), grading]) {
        run = regradeRun(run, edited);
        const anew = gradeColumns(compileKernel({ grading: edited, sources: [] }), columns);
        expect(run.graded.types).toEqual(anew.types);
      }
    }
  });
  it("looks at a type that hardly anybody has, row by row, and finds the same", () => {
    const { kernel, columns } = made(3);
    const whole = gradeColumns(kernel, columns);
    const rows = [...Array(300).keys()];
    for (const row of rows) {
      const one = {
        rows: 1,
        byFact: new Map(
          [...columns.byFact].map(([id, column]) => {
            const unknown =
              column.unknown &&
              Uint32Array.of(((column.unknown[row >> 5] ?? 0) >>> (row & 31)) & 1);
            return [
              id,
              { ...column, values: column.values.slice(row, row + 1), unknown } as typeof column,
            ];
          }),
        ),
      };
      const alone = gradeColumns(kernel, one);
      expect(alone.types.map(({ possible }) => possible[0])).toEqual(
        whole.types.map(({ possible }) => possible[row]),
      );
    }
  });
});

describe("a comparison", () => {
  it("counts every row once, names those that moved, and each of them has a cause", () => {
    let moves = 0;
    for (let seed = 0; seed < 30; seed += 1) {
      const { dice, grading, kernel, columns } = made(seed);
      const before = gradeRun({ grading, sources: [] }, columns);
      const after = regradeRun(before, oneEdit(dice, grading));
      for (const [index, column] of before.graded.types.entries()) {
        const other = after.graded.types[index];
        if (other === undefined) throw new RangeError("a type is gone");
        const found = compareGrades(column, other);
        const moved = found.movement.reduce((sum, { count }) => sum + count, 0);
        expect(found.moved).toHaveLength(moved);
        const staying = [...found.before.values()].reduce((sum, count) => sum + count, 0);
        expect(staying).toBe(column.applies.filter((applies) => applies !== 0).length);
        for (const row of found.moved) {
          moves += 1;
          const causes = whyMoved({ before, after, row }, column.type);
          const changed = new Set(
            grading.nodes.flatMap((node, at) =>
              node === after.kernel.grading.nodes[at] ? [] : [node.id],
            ),
          );
          if (kernel.types[index]?.type.appliesWhen === null) {
            expect(causes.length).toBeGreaterThan(0);
            for (const { node } of causes) expect(changed).toContain(node);
          }
        }
      }
    }
    expect(moves).toBeGreaterThan(20);
  });
});
