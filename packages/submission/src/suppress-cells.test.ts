/** No small count is told, and none can be worked out from its type's total. */

import fc from "fast-check";
import { expect, it } from "vitest";
import { suppressCells, suppressCount, type Cell } from "./suppress-cells.ts";

const cells = (counts: readonly number[], type = "connected"): Cell[] =>
  counts.map((enterprises, grade) => ({ sector: "equipment", type, grade, enterprises }));

const told = (counts: readonly number[]): (number | null)[] =>
  suppressCells(cells(counts), 5).map(({ enterprises }) => enterprises);

it("keeps back a small count and the next larger one, which would give it away", () => {
  expect(told([3, 90, 40])).toEqual([null, 90, null]);
  expect(told([3, 4, 90])).toEqual([null, null, 90]);
  expect(told([1, 2, 90, 7])).toEqual([null, null, 90, null]);
  expect(told([5, 0, 90])).toEqual([5, 0, 90]);
  expect(suppressCount(4, 5)).toBeNull();
  expect([suppressCount(0, 5), suppressCount(5, 5)]).toEqual([0, 5]);
});

it("leaves two unknowns at least, of the threshold together, wherever a count was small", () => {
  const counts = fc.array(fc.nat(30), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(counts, (given) => {
      const answer = told(given);
      const hidden = given.filter((_count, index) => answer[index] === null);
      const small = given.filter((count) => count > 0 && count < 5);
      expect(hidden).toEqual(expect.arrayContaining(small));
      if (small.length === 0) expect(hidden).toEqual([]);
      const others = given.filter((count) => count > 0).length;
      if (small.length > 0 && others > 1) {
        expect(hidden.length).toBeGreaterThanOrEqual(2);
        const sum = hidden.reduce((total, count) => total + count, 0);
        expect(sum >= 5 || hidden.length === others).toBe(true);
      }
    }),
  );
});
