/** Intervals of withheld values, compared with trying every table that could stand there. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { intervalOf } from "./suppress-bounds.ts";
import { withMargins, type CountTable } from "./suppress-margins.ts";

const largestTried = 7;

/** Every count table of the same shape with cells up to `largestTried` whose printed values are the same. */
const candidates = (table: CountTable, withheld: ReadonlySet<number>): CountTable[] => {
  const cells = table.rows * table.columns;
  const found: CountTable[] = [];
  for (let code = 0; code < (largestTried + 1) ** cells; code += 1) {
    const digits = Array.from(
      { length: cells },
      (_, place) => Math.floor(code / (largestTried + 1) ** place) % (largestTried + 1),
    );
    const rows = Array.from({ length: table.rows }, (_, row) =>
      digits.slice(row * table.columns, (row + 1) * table.columns),
    );
    const other = withMargins(rows);
    if (other.values.every((value, index) => withheld.has(index) || value === table.values[index]))
      found.push(other);
  }
  return found;
};

const smallTable = fc
  .tuple(fc.constantFrom([2, 2], [1, 3], [3, 1], [1, 2]), fc.array(fc.nat(3), { minLength: 6 }))
  .map(([[rows = 1, columns = 1], counts]) =>
    withMargins(
      Array.from({ length: rows }, (_, row) =>
        Array.from({ length: columns }, (_, column) => counts[row * columns + column] ?? 0),
      ),
    ),
  );

describe("what an outsider can compute", () => {
  it("is exactly what trying every table gives", () => {
    fc.assert(
      fc.property(
        smallTable,
        fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
        (table, hide) => {
          const withheld = new Set(
            table.values.flatMap((_, index) => (hide[index] ? [index] : [])),
          );
          const tried = candidates(table, withheld);
          for (const index of withheld) {
            const seen = tried.map((one) => one.values[index] ?? 0);
            const { low, high } = intervalOf(table, withheld, index);
            expect(low).toBe(Math.min(...seen));
            // The trial ends somewhere; where nothing printed bounds a value it goes as far as the trial does.
            if (Number.isFinite(high)) expect(high).toBe(Math.max(...seen));
            else expect(Math.max(...seen)).toBeGreaterThanOrEqual(largestTried);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is the value itself where one alone is withheld between printed totals", () => {
    const table = withMargins([
      [3, 40],
      [50, 60],
    ]);
    expect(intervalOf(table, new Set([0]), 0)).toEqual({ low: 3, high: 3 });
    expect(intervalOf(table, new Set([0, 1]), 0)).toEqual({ low: 3, high: 3 });
    expect(intervalOf(table, new Set([0, 1, 3, 4]), 0)).toEqual({ low: 0, high: 43 });
  });
});
