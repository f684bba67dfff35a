/** Gaps come in the order in which a firm would look at them. */

import type { Requirement } from "@fenji/regime";
import { expect, it } from "vitest";
import { listGaps } from "./list-gaps.ts";
import type { Verdict } from "./verdict.ts";

const text = { zh: "文", en: "text" };

const judged = (id: string, verdict: Verdict, [fromGrade, costCny]: readonly [number, number]) => {
  const requirement: Requirement = {
    id,
    type: "t",
    domain: "d",
    fromGrade,
    appliesWhen: null,
    title: text,
    text,
    methods: ["examine"],
    procedure: text,
    elements: [],
    crosswalk: { icsGuide2024: [], mlps: [], nist80053r5: [], iec62443: [] },
    citation: null,
    standing: "illustrative",
    closes: ["c"],
    effort: { personDays: 1, costCny, standing: "illustrative" },
    cases: [],
  };
  return { requirement, verdict };
};

it("puts what is not met first, then the lower grade, then the cheaper", () => {
  const { gaps, unknown } = listGaps([
    judged("dear", "notMet", [1, 900]),
    judged("met", "met", [1, 1]),
    judged("partly", "partlyMet", [1, 1]),
    judged("high", "notMet", [3, 10]),
    judged("silent", "notEvidenced", [1, 5]),
    judged("cheap", "notMet", [1, 100]),
    judged("disputed", "contested", [2, 5]),
  ]);
  expect(gaps.map((gap) => gap.requirement.id)).toEqual(["cheap", "dear", "high", "partly"]);
  expect(unknown.map((gap) => gap.requirement.id)).toEqual(["disputed", "silent"]);
});
