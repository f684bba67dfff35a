/** What a supervisor is shown as different between two filings. */

import { describe, expect, it } from "vitest";
import { changesBetween, isUnchanged } from "./filing-changes.ts";

type Filed = Parameters<typeof changesBetween>[0];

const filed = (change: Partial<Filed> = {}, verdict: "met" | "notMet" = "notMet"): Filed => ({
  facts: { employees: 120, sectors: ["a", "b"] },
  types: [
    {
      type: "connected-industrial",
      grade: 2,
      possible: [2],
      assessment: {
        grade: 2,
        gradeBasis: "determined",
        score: { low: 0, high: 1, coverage: 0.5, formula: "conformity-interval-1" },
        verdicts: [{ requirement: "R1", verdict }],
        gaps:
          verdict === "met"
            ? []
            : [
                {
                  requirement: "R1",
                  verdict,
                  capabilities: [],
                  personDays: 3,
                  costCny: 5000,
                  standing: "illustrative",
                },
              ],
      },
    },
  ],
  evidence: { asOf: null, files: ["f1", "f2"], observations: 4 },
  ...change,
});

describe("changes between filings", () => {
  it("sees none where only the order of a set differs", () => {
    const after = filed({ facts: { sectors: ["b", "a"], employees: 120 } });
    expect(isUnchanged(changesBetween(filed(), after))).toBe(true);
  });

  it("names facts that changed, came or went", () => {
    const after = filed({ facts: { employees: 121, sectors: ["a", "b"], cloud: true } });
    expect(changesBetween(filed(), after).facts).toEqual(["cloud", "employees"]);
  });

  it("counts verdicts, cost and evidence", () => {
    const after = filed(
      { evidence: { asOf: null, files: ["f2", "f3", "f4"], observations: 9 } },
      "met",
    );
    expect(changesBetween(filed(), after)).toEqual({
      facts: [],
      grades: [],
      verdicts: [
        { type: "connected-industrial", requirement: "R1", before: "notMet", after: "met" },
      ],
      filesAdded: 2,
      filesGone: 1,
      cost: -5000,
    });
  });

  it("shows a grade that is no longer determined as what remains possible", () => {
    const before = filed();
    const open = {
      ...before,
      types: before.types.map((one) => ({ ...one, grade: null, possible: [2, 3] })),
    };
    expect(changesBetween(before, open).grades).toEqual([
      { type: "connected-industrial", before: [2], after: [2, 3] },
    ]);
  });
});
