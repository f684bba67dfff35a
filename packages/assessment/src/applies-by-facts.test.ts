/** What facts say of a requirement: three values for each kind of condition, and what becomes of its verdict. */

import type { Condition, Facts, Requirement } from "@fenji/regime";
import { describe, expect, it } from "vitest";
import { appliesByFacts, settleByFacts } from "./applies-by-facts.ts";

const yes: Condition = { yes: "remote" };
const chemistry: Condition = { choice: "division", in: ["C25", "C26"] };
const safety: Condition = { set: "systems", has: "sis" };
const large: Condition = { number: { fact: "employees" }, op: ">=", value: 300 };

const cases: readonly (readonly [string, Condition, Facts, "yes" | "no" | "unknown"])[] = [
  ["a fact that is so", yes, { remote: true }, "yes"],
  ["a fact that is not so", yes, { remote: false }, "no"],
  ["a fact never told", yes, {}, "unknown"],
  ["a fact told to be unknown", yes, { remote: null }, "unknown"],
  ["an option among those named", chemistry, { division: "C26" }, "yes"],
  ["another option", chemistry, { division: "C35" }, "no"],
  ["an option unknown", chemistry, { division: null }, "unknown"],
  ["a member of a set", safety, { systems: ["dcs", "sis"] }, "yes"],
  ["the empty set", safety, { systems: [] }, "no"],
  ["a set unknown", safety, {}, "unknown"],
  ["a number at the bound", large, { employees: 300 }, "yes"],
  ["a number below it", large, { employees: 299 }, "no"],
  ["a number unknown", large, {}, "unknown"],
  ["all, one of them not", { all: [yes, safety] }, { systems: [] }, "no"],
  ["all, one of them unknown", { all: [yes, safety] }, { systems: ["sis"] }, "unknown"],
  ["any, one of them so", { any: [yes, safety] }, { systems: ["sis"] }, "yes"],
  ["any, the rest unknown", { any: [yes, safety] }, { systems: [] }, "unknown"],
  ["any, none", { any: [yes, safety] }, { systems: [], remote: false }, "no"],
  ["not what is so", { not: yes }, { remote: true }, "no"],
  ["not what is unknown", { not: yes }, {}, "unknown"],
  [
    "points of a node, which are no fact",
    { number: { node: "n" }, op: ">", value: 0 },
    {},
    "unknown",
  ],
];

describe("appliesByFacts", () => {
  it.each(cases)("%s", (_, appliesWhen, facts, expected) => {
    expect(appliesByFacts({ appliesWhen }, facts)).toBe(expected);
  });

  it.each([
    ["<", [true, false, false]],
    ["<=", [true, true, false]],
    ["=", [false, true, false]],
    [">=", [false, true, true]],
    [">", [false, false, true]],
  ] as const)("compares by %s", (op, expected) => {
    const appliesWhen: Condition = { number: { fact: "n" }, op, value: 2 };
    const answers = [1, 2, 3].map((n) => appliesByFacts({ appliesWhen }, { n }) === "yes");
    expect(answers).toEqual(expected);
  });

  it("asks what has no condition of everyone", () => {
    expect(appliesByFacts({ appliesWhen: null }, {})).toBe("yes");
  });
});

describe("settleByFacts", () => {
  const words = { zh: "要求", en: "requirement" };
  const requirement: Requirement = {
    id: "R",
    type: "t",
    domain: "d",
    fromGrade: 1,
    appliesWhen: yes,
    title: words,
    text: words,
    methods: ["examine"],
    procedure: words,
    elements: [],
    crosswalk: { icsGuide2024: [], mlps: [], nist80053r5: [], iec62443: [] },
    citation: null,
    standing: "illustrative",
    closes: ["c"],
    effort: { personDays: 1, costCny: 1, standing: "illustrative" },
    cases: [],
  };

  it("makes what facts rule out not applicable, even against evidence", () => {
    expect(settleByFacts({ requirement, verdict: "notMet" }, { remote: false })).toMatchObject({
      verdict: "notApplicable",
      applies: "no",
    });
  });

  it("keeps the verdict where it applies or may apply", () => {
    expect(settleByFacts({ requirement, verdict: "notMet" }, { remote: true })).toMatchObject({
      verdict: "notMet",
      applies: "yes",
    });
    expect(settleByFacts({ requirement, verdict: "notEvidenced" }, {})).toMatchObject({
      verdict: "notEvidenced",
      applies: "unknown",
    });
  });
});
