/** Growth: known numbers, round trips, and what is refused. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cagr, requiredRate, sizeAtRate } from "./growth.ts";

const size = fc.double({ min: 1, max: 1e6, noNaN: true });
const years = fc.integer({ min: 1, max: 40 });
const rate = fc.double({ min: -0.9, max: 3, noNaN: true });

const valueOf = (result: ReturnType<typeof cagr>): number => {
  if (!result.ok) throw new Error(`refused: ${result.error}`);
  return result.value;
};

describe("the draft plan's numbers", () => {
  it("needs 13.07 % a year from 172.93 to 250 in three years", () => {
    expect(valueOf(requiredRate({ base: 172.93, goal: 250, years: 3 }))).toBeCloseTo(0.1307, 4);
  });
  it("reaches 263.0 at 15 % a year", () => {
    expect(valueOf(sizeAtRate({ base: 172.93, rate: 0.15, years: 3 }))).toBeCloseTo(263.0, 1);
  });
});

describe("properties", () => {
  it("returns to the goal at the rate it asks for", () => {
    fc.assert(
      fc.property(size, size, years, (base, goal, n) => {
        const needed = valueOf(requiredRate({ base, goal, years: n }));
        fc.pre(needed > -1);
        const reached = valueOf(sizeAtRate({ base, rate: needed, years: n }));
        expect(Math.abs(reached / goal - 1)).toBeLessThan(1e-9);
      }),
    );
  });
  it("recovers a rate from the size it led to", () => {
    fc.assert(
      fc.property(size, rate, years, (base, r, n) => {
        const to = valueOf(sizeAtRate({ base, rate: r, years: n }));
        fc.pre(to > 0);
        expect(valueOf(cagr({ from: base, to, years: n }))).toBeCloseTo(r, 6);
      }),
    );
  });
  it("does not depend on the unit", () => {
    fc.assert(
      fc.property(size, size, years, (from, to, n) => {
        const scaled = valueOf(cagr({ from: from * 10, to: to * 10, years: n }));
        expect(scaled).toBeCloseTo(valueOf(cagr({ from, to, years: n })), 9);
      }),
    );
  });
});

describe("refusals", () => {
  it.each([
    [{ from: 1, to: 2, years: 0 }, "no-years"],
    [{ from: 1, to: 2, years: -1 }, "no-years"],
    [{ from: 1, to: 2, years: 1.5 }, "no-years"],
    [{ from: 0, to: 2, years: 1 }, "not-positive"],
    [{ from: 1, to: -2, years: 1 }, "not-positive"],
    [{ from: 1, to: Number.NaN, years: 1 }, "not-positive"],
    [{ from: Number.POSITIVE_INFINITY, to: 1, years: 1 }, "not-positive"],
  ])("refuses %o as %s", (span, reason) => {
    expect(cagr(span)).toEqual({ ok: false, error: reason });
  });
  it("refuses a rate that leaves nothing", () => {
    expect(sizeAtRate({ base: 1, rate: -1, years: 1 })).toEqual({
      ok: false,
      error: "rate-below-minus-one",
    });
  });
});
