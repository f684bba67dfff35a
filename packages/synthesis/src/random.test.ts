/** The seeded stream: the same everywhere, spread evenly, and credit codes that only pass their own check. */

import { creditCodeProblem, organisationCheck } from "@fenji/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeCreditCode } from "./make-credit-code.ts";
import { logNormal, makeRandom, pickWeighted, whole } from "./random.ts";

const draw = (seed: number, count: number): readonly number[] => {
  const random = makeRandom(seed);
  return Array.from({ length: count }, () => random());
};

describe("random", () => {
  it("gives the same numbers for the same seed, and others for another", () => {
    expect(draw(7, 100)).toEqual(draw(7, 100));
    expect(draw(7, 100)).not.toEqual(draw(8, 100));
  });
  it("is pinned: another build must make the same province", () => {
    expect(draw(20210712, 3).map((value) => value.toFixed(9))).toMatchInlineSnapshot(`
      [
        "0.541985702",
        "0.912092860",
        "0.367441846",
      ]
    `);
  });
  it("spreads over [0, 1) evenly", () => {
    const values = draw(1, 20_000);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    const tenths = Map.groupBy(values, (value) => Math.floor(value * 10));
    for (const tenth of tenths.values()) expect(Math.abs(tenth.length - 2_000)).toBeLessThan(200);
  });
  it("picks by weight", () => {
    const random = makeRandom(3);
    const items = [{ weight: 1 }, { weight: 0 }, { weight: 3 }];
    const picks = Array.from({ length: 8_000 }, () => items.indexOf(pickWeighted(random, items)));
    expect(picks).not.toContain(1);
    expect(Math.abs(picks.filter((index) => index === 2).length - 6_000)).toBeLessThan(200);
  });
  it("has both ends of a whole range, and the median of a log-normal", () => {
    const random = makeRandom(5);
    const rolls = new Set(Array.from({ length: 500 }, () => whole(random, 1, 6)));
    expect([...rolls].toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
    const sizes = Array.from({ length: 4_001 }, () => logNormal(random, 80, 1)).toSorted(
      (a, b) => a - b,
    );
    expect(Math.abs((sizes[2_000] ?? 0) - 80)).toBeLessThan(6);
  });
});

describe("synthetic credit codes", () => {
  it("pass both check characters and lie in a region that does not exist", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (n) => {
        const code = makeCreditCode(n);
        expect(creditCodeProblem(code)).toBeUndefined();
        expect(code.slice(2, 8)).toBe("990000");
        expect(organisationCheck(code.slice(8, 16))).toBe(code[16]);
      }),
    );
  });
  it("refuses a number of nine digits", () => {
    expect(() => makeCreditCode(100_000_000)).toThrow(RangeError);
  });
});
