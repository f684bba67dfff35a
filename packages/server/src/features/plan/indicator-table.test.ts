/** Values and their coverage from counts made by hand. */

import { describe, expect, it } from "vitest";
import type { Reading } from "./indicator.ts";
import { indicatorTable } from "./indicator-table.ts";
import type { Measures, Tally } from "./measures.ts";
import { evaluator } from "./plan-reply.ts";

const tally = (rows: number, synthetic = true): Tally => ({ rows, synthetic });

const measures: Measures = {
  registry: {
    all: tally(100),
    bySector: new Map([["equipment", tally(30)]]),
    cities: tally(12),
  },
  grades: {
    withResult: tally(80),
    graded: tally(60),
    undetermined: tally(20),
    byType: new Map([["connected", tally(75)]]),
    byGrade: new Map([[3, tally(5)]]),
  },
  cases: {
    total: 50,
    byStage: new Map([
      ["unfiled", 40],
      ["submitted", 3],
      ["returned", 1],
      ["registered", 2],
      ["rectifying", 4],
    ]),
    waiting: 3,
    synthetic: true,
  },
  comparison: { compared: 200, whole: 190, disagreements: 0 },
  evidence: {
    files: tally(3, false),
    open: tally(500, false),
    tools: tally(2, false),
    families: tally(2, false),
    codeFindings: tally(40, false),
  },
  verdicts: {
    counts: [
      { requirement: "p@1/a", verdict: "met", rows: 2 },
      { requirement: "p@1/a", verdict: "notMet", rows: 1 },
      { requirement: "p@1/b", verdict: "partlyMet", rows: 3 },
      { requirement: "p@1/b", verdict: "contested", rows: 1 },
      { requirement: "p@1/b", verdict: "notEvidenced", rows: 3 },
    ],
    firms: tally(4),
  },
  facts: {
    importantData: { ...tally(7), known: 90 },
    belowLarge: { ...tally(88), known: 95 },
  },
  packs: {
    regimes: 2,
    kinds: 2,
    requirements: new Map([
      ["p@1/a", { domain: "network", personDays: 5, costCny: 1_000 }],
      ["p@1/b", { domain: "data", personDays: 2, costCny: 300 }],
    ]),
  },
  plan: { tasks: 19, clauses: 132, served: new Map([["B", { served: 12, of: 14 }]]) },
  growth: null,
  events: tally(9, false),
};

const read = (id: string, from: Measures = measures): Reading => {
  const indicator = indicatorTable.get(id);
  if (indicator === undefined) throw new Error(`no indicator ${id}`);
  return indicator.read(from);
};

describe("shares", () => {
  it("counts contested and not evidenced as undecided", () => {
    expect(read("verdicts.decided-share")).toMatchObject({
      value: 60,
      coverage: { counted: 6, of: 10 },
    });
  });
  it("looks at one domain only", () => {
    expect(read("verdicts.data.decided-share").coverage).toEqual({ counted: 3, of: 7 });
  });
  it("has no share of no verdicts, not a share of zero", () => {
    const none = { ...measures, verdicts: { counts: [], firms: tally(0, false) } };
    expect(read("verdicts.decided-share", none).value).toBeNull();
    expect(read("demand.gaps.cost", none).value).toBeNull();
  });
});

describe("demand", () => {
  it("adds up what closing each gap costs, over firms assessed", () => {
    expect(read("demand.gaps.open")).toMatchObject({ value: 4, coverage: { counted: 4, of: 100 } });
    expect(read("demand.gaps.cost").value).toBe(1 * 1_000 + 3 * 300);
    expect(read("demand.gaps.person-days").value).toBe(1 * 5 + 3 * 2);
  });
});

describe("filing", () => {
  it("puts each case where it has come to, of all that have to be filed", () => {
    expect(read("cases.unfiled")).toMatchObject({
      value: 40,
      coverage: { counted: 40, of: 50 },
      synthetic: true,
    });
    expect(read("cases.under-review").value).toBe(4);
    expect(read("cases.registered").value).toBe(6);
    expect(read("cases.protected")).toMatchObject({ value: 0, synthetic: false });
    expect(read("cases.waiting")).toMatchObject({ value: 3, coverage: null });
  });
  it("has no count where nobody has to file", () => {
    const cases = { total: 0, byStage: new Map(), waiting: 0, synthetic: false };
    expect(read("cases.unfiled", { ...measures, cases }).value).toBeNull();
    expect(read("cases.waiting", { ...measures, cases }).value).toBeNull();
  });
});

describe("two executors", () => {
  it("have no disagreement that is known before they were compared", () => {
    expect(read("executors.disagreements")).toMatchObject({
      value: 0,
      rows: 200,
      coverage: { counted: 190, of: 200 },
    });
    expect(read("executors.disagreements", { ...measures, comparison: null })).toMatchObject({
      value: null,
      coverage: null,
    });
  });
});

describe("coverage", () => {
  it("says of how many", () => {
    expect(read("enterprises.graded").coverage).toEqual({ counted: 60, of: 80 });
    expect(read("enterprises.important-data")).toMatchObject({
      value: 7,
      coverage: { counted: 90, of: 100 },
    });
    expect(read("enterprises.sector.consumer")).toMatchObject({ value: 0, synthetic: false });
    expect(read("plan.served.B").coverage).toEqual({ counted: 12, of: 14 });
  });
});

describe("a plan that names what this node lacks", () => {
  it("gets no value and a remedy", () => {
    const live = evaluator(measures, "2026-01-01T00:00:00.000Z")("no.such");
    expect(live).toMatchObject({ value: null, lineage: { rows: 0, href: null } });
    expect(live.lineage.text.en).toContain("no.such");
  });
});

describe("the table", () => {
  it("has each id once, and speaks of every value in both languages", () => {
    for (const [id, indicator] of indicatorTable) {
      expect(indicator.id).toBe(id);
      expect(indicator.lineage.zh).toMatch(/\p{Script=Han}/u);
      expect(indicator.lineage.en).not.toMatch(/\p{Script=Han}/u);
    }
  });
});
