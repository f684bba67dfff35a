/** Suppression: what is printed is true and tells no small count, neither alone, nor by sums, nor by differences. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { intervalOf, widthOf } from "./suppress-bounds.ts";
import { withMargins } from "./suppress-margins.ts";
import type { EarlierValues } from "./suppress-primary.ts";
import { suppressTable, type SuppressedTable } from "./suppress-table.ts";

const threshold = 10;

const suppress = (counts: number[][], ...earlier: EarlierValues[]): SuppressedTable =>
  suppressTable(counts, { threshold, earlier });

const count = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12 }), fc.nat(400));

const counts = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(count, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

/** Two tables of the same shape, the second a little different. */
const twoTables = counts.chain((first) =>
  fc.array(fc.integer({ min: -15, max: 15 }), { minLength: 20, maxLength: 20 }).map((steps) => ({
    first,
    second: first.map((row, r) =>
      row.map((value, c) => Math.max(0, value + (steps[r * row.length + c] ?? 0))),
    ),
  })),
);

const printedOf = (table: SuppressedTable): (number | null)[] => table.grid.flat();

const withheldOf = (table: SuppressedTable): ReadonlySet<number> =>
  new Set(printedOf(table).flatMap((value, index) => (value === null ? [index] : [])));

describe("one publication", () => {
  it("prints only true values, and no count from 1 to below the threshold", () => {
    fc.assert(
      fc.property(counts, (table) => {
        const { values } = withMargins(table);
        for (const [index, value] of printedOf(suppress(table)).entries()) {
          if (value === null) continue;
          expect(value).toBe(values[index]);
          expect(value === 0 || value >= threshold).toBe(true);
        }
      }),
    );
  });

  it("leaves every withheld value an interval at least as wide as the threshold, and says which", () => {
    fc.assert(
      fc.property(counts, (raw) => {
        const table = withMargins(raw);
        const published = suppress(raw);
        const withheld = withheldOf(published);
        for (const index of withheld)
          expect(widthOf(intervalOf(table, withheld, index))).toBeGreaterThanOrEqual(threshold);
        expect(
          published.withheld.map(({ row, column }) => row * (table.columns + 1) + column),
        ).toEqual([...withheld]);
      }),
    );
  });

  it("tells of no row in which column all its firms stand", () => {
    fc.assert(
      fc.property(counts, (table) => {
        for (const row of suppress(table).grid) {
          const total = row.at(-1);
          expect(row.slice(0, -1).some((value) => value === total && (value ?? 0) > 0)).toBe(false);
        }
      }),
    );
  });

  it("withholds three harmless counts with one small one, not the totals", () => {
    const { grid, withheld } = suppress([
      [3, 40, 55],
      [50, 60, 70],
      [80, 90, 100],
    ]);
    expect(grid).toEqual([
      [null, null, 55, 98],
      [null, null, 70, 180],
      [80, 90, 100, 270],
      [133, 190, 225, 548],
    ]);
    expect(withheld).toMatchObject([
      { row: 0, column: 0, reason: "small", low: 0, high: 43 },
      { row: 0, column: 1, reason: "complement" },
      { row: 1, column: 0, reason: "complement" },
      { row: 1, column: 1, reason: "complement" },
    ]);
  });

  it("withholds nothing where nothing is small", () => {
    const { grid, withheld } = suppress([
      [20, 0, 40],
      [50, 60, 70],
    ]);
    expect(withheld).toEqual([]);
    expect(grid).toEqual([
      [20, 0, 40, 60],
      [50, 60, 70, 180],
      [70, 60, 110, 240],
    ]);
  });

  it("withholds the grand total too where there are few firms at all", () => {
    expect(
      suppress([[2, 0]])
        .grid.at(-1)
        ?.at(-1),
    ).toBeNull();
  });

  it("refuses what is no table of counts", () => {
    expect(() => suppress([[1, 2], [3]])).toThrow(RangeError);
    expect(() => suppress([[1, -2]])).toThrow(RangeError);
    expect(() => suppress([[1.5, 2]])).toThrow(RangeError);
  });
});

describe("a later publication of the same counts", () => {
  it("prints nothing whose difference from the earlier is small, and nothing that was withheld then", () => {
    fc.assert(
      fc.property(twoTables, ({ first, second }) => {
        const before = printedOf(suppress(first));
        const after = printedOf(suppress(second, before));
        for (const [index, value] of after.entries()) {
          if (value === null) continue;
          const earlier = before[index];
          expect(earlier).not.toBeNull();
          const change = Math.abs(value - (earlier ?? 0));
          expect(change === 0 || change >= threshold).toBe(true);
        }
      }),
    );
  });

  it("does not tell by sums either: what is withheld in a row did not change by a small count together", () => {
    fc.assert(
      fc.property(twoTables, ({ first, second }) => {
        const before = suppress(first);
        const after = suppress(second, printedOf(before));
        for (const [row, values] of after.grid.entries()) {
          const earlier = before.grid[row] ?? [];
          const total = values.at(-1);
          const totalBefore = earlier.at(-1);
          const members = values.slice(0, -1);
          if (typeof total !== "number" || typeof totalBefore !== "number") continue;
          const printed = members.reduce<number>((sum, value) => sum + (value ?? 0), 0);
          const printedBefore = members.reduce<number>(
            (sum, value, column) => sum + (value === null ? 0 : (earlier[column] ?? 0)),
            0,
          );
          const hidden = Math.abs(total - printed - (totalBefore - printedBefore));
          expect(hidden === 0 || hidden >= threshold).toBe(true);
        }
      }),
    );
  });

  it("prints the same again when nothing has changed", () => {
    fc.assert(
      fc.property(counts, (table) => {
        const before = suppress(table);
        expect(suppress(table, printedOf(before)).grid).toEqual(before.grid);
      }),
    );
  });

  it("asks for twice the width where a change is hidden", () => {
    const first = [
      [120, 140, 155],
      [150, 160, 170],
    ];
    const second = [
      [123, 140, 155],
      [150, 160, 170],
    ];
    const { withheld } = suppress(second, printedOf(suppress(first)));
    const changed = withheld.filter(({ reason }) => reason === "change");
    expect(changed.map(({ row, column }) => [row, column])).toContainEqual([0, 0]);
    for (const { low, high } of changed)
      expect((high ?? Number.POSITIVE_INFINITY) - low).toBeGreaterThanOrEqual(2 * threshold);
  });
});
