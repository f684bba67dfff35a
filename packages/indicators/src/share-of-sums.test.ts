/** Shares: ratio of sums against mean of ratios, unknowns, and bounds. */

import fc from "fast-check";
import { expect, it } from "vitest";
import { shareOfSums } from "./share-of-sums.ts";

const amount = fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: null });
const rows = fc.array(fc.record({ part: amount, whole: amount }));

it("is a ratio of sums, not a mean of ratios", () => {
  const firms = [
    { part: 50, whole: 100 },
    { part: 0, whole: 900 },
  ];
  expect(shareOfSums(firms).share).toBe(0.05);
});

it("counts a row with an unknown side for coverage only", () => {
  const firms = [
    { part: 10, whole: 100 },
    { part: null, whole: 1000 },
    { part: 10, whole: null },
  ];
  expect(shareOfSums(firms)).toEqual({ share: 0.1, part: 10, whole: 100, known: 1, rows: 3 });
});

it("has no share of nothing", () => {
  expect(shareOfSums([]).share).toBeNull();
  expect(shareOfSums([{ part: 0, whole: 0 }]).share).toBeNull();
});

it("does not depend on the order or on how rows are split", () => {
  fc.assert(
    fc.property(rows, rows, (left, right) => {
      const together = shareOfSums([...left, ...right]);
      const swapped = shareOfSums([...right, ...left]);
      expect(swapped).toEqual(together);
      expect(together.part).toBe(shareOfSums(left).part + shareOfSums(right).part);
      expect(together.known).toBe(shareOfSums(left).known + shareOfSums(right).known);
    }),
  );
});

it("refuses a negative amount", () => {
  expect(() => shareOfSums([{ part: -1, whole: 1 }])).toThrow(RangeError);
});
