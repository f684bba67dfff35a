/** The score as an interval, and what is a gap. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countVerdicts, gradeToAssess, score, verdicts } from "./index.ts";

describe("score", () => {
  it("counts unknown as 0 below and as 1 above", () => {
    const counts = countVerdicts([
      "met",
      "met",
      "partlyMet",
      "notMet",
      "notEvidenced",
      "contested",
    ]);
    expect(score(counts)).toEqual({
      low: 2.5 / 6,
      high: 4.5 / 6,
      coverage: 4 / 6,
      formula: "conformity-interval-1",
    });
  });

  it("is null where nothing applies", () => {
    expect(score(countVerdicts(["notApplicable"]))).toEqual({
      low: null,
      high: null,
      coverage: null,
      formula: "conformity-interval-1",
    });
  });

  it("is as wide as what is unknown, inside 0 to 1, and a point when all is decided", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...verdicts), { minLength: 1 }), (given) => {
        const { low, high, coverage } = score(countVerdicts(given));
        if (low === null || high === null || coverage === null) {
          expect(given.every((verdict) => verdict === "notApplicable")).toBe(true);
          return;
        }
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1 + 1e-12);
        expect(high - low).toBeCloseTo(1 - coverage, 10);
      }),
    );
  });
});

describe("grade to assess", () => {
  it("is what is asked, else the grade, else the highest possible, else none", () => {
    expect(gradeToAssess({ grade: 2, possible: [2] }, 3)).toEqual({ grade: 3, basis: "asked" });
    expect(gradeToAssess({ grade: 2, possible: [2] })).toEqual({ grade: 2, basis: "determined" });
    expect(gradeToAssess({ grade: null, possible: [1, 3] })).toEqual({
      grade: 3,
      basis: "highest-possible",
    });
    expect(gradeToAssess({ grade: null, possible: [] })).toEqual({
      grade: null,
      basis: "highest-possible",
    });
  });
});
