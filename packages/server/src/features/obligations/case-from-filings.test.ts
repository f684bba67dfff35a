/** A case computed from filings: by type, by line of supervision, in the order of making, whatever is amiss in them. */

import { describe, expect, it } from "vitest";
import {
  caseFromFilings,
  findingsOf,
  type HeldFiling,
  type HeldStep,
} from "./case-from-filings.ts";

let made = 0;

const filing = (
  occasion: HeldFiling["occasion"],
  steps: readonly (string | HeldStep)[],
  more: Partial<HeldFiling> = {},
): HeldFiling => {
  made += 1;
  const at = (n: number): string => new Date(Date.UTC(2026, 0, made, n)).toISOString();
  return {
    id: `f${made}`,
    occasion,
    filedAt: at(0),
    grades: [{ type: "connected", grade: 3 }],
    regraded: null,
    differs: false,
    findings: { connected: [{ requirement: "r", verdict: "notMet" }] },
    registrationNumber: steps.includes("registered") ? "FJ-X0-2026-000001" : null,
    history: [
      { at: at(0), state: "submitted", actor: "node:n" },
      ...steps.map((step, index) =>
        typeof step === "string" ? { at: at(index + 1), state: step, actor: "user:u" } : step,
      ),
    ],
    ...more,
  };
};

const of = (...filings: HeldFiling[]) =>
  caseFromFilings(filings, { type: "connected", line: "industry" });

const registered = () => filing("initial", ["verified", "registered"]);

describe("a case", () => {
  it("of nothing is unfiled", () => {
    expect(of()).toMatchObject({ stage: "unfiled", baseline: null, registered: null });
  });

  it("keeps who registered it, when, under which number and for which grade", () => {
    const first = registered();
    expect(of(first)).toMatchObject({
      stage: "registered",
      registered: { by: "user:u", at: first.history[2]?.at },
      registrationNumber: "FJ-X0-2026-000001",
      accepted: { filingId: first.id, filed: 3, held: 3 },
    });
    const nothingOpen = { ...registered(), findings: {} };
    expect(of(nothingOpen).stage).toBe("protected");
  });

  it("compares with what was accepted again once a change is returned", () => {
    const first = registered();
    const change = filing("change", ["returned"], { grades: [{ type: "connected", grade: 2 }] });
    expect(of(first, change)).toMatchObject({ stage: "registered", baseline: { filed: 3 } });
    const accepted = {
      ...change,
      history: change.history.map((step) =>
        step.state === "returned" ? { ...step, state: "verified" } : step,
      ),
    };
    expect(of(first, accepted)).toMatchObject({ stage: "changed", accepted: { filed: 2 } });
  });

  it("keeps what an assessment left open until rectification has settled it", () => {
    const assessed = filing("assessment", ["verified"]);
    expect(of(registered(), assessed)).toMatchObject({
      stage: "rectifying",
      openItems: [{ requirement: "r", verdict: "notMet" }],
      assessedAt: assessed.history[1]?.at,
    });
    const put = filing("rectification", ["verified"], { findings: { connected: [] } });
    expect(of(registered(), assessed, put)).toMatchObject({
      stage: "assessed",
      openItems: [],
      assessedAt: assessed.history[1]?.at,
    });
  });

  it("is closed by an accepted change that names its type no more, and by no other", () => {
    const without = { grades: [{ type: "platform", grade: 2 }] };
    expect(of(registered(), filing("change", [], without)).stage).toBe("registered");
    expect(of(registered(), filing("change", ["verified"], without)).stage).toBe("closed");
  });

  it("follows the answers of its own line of supervision", () => {
    const part: HeldStep = {
      at: "2026-06-01T00:00:00.000Z",
      state: "verified",
      actor: "u",
      lines: ["communications"],
    };
    const shared = filing("initial", [part]);
    expect(of(shared).stage).toBe("submitted");
    expect(caseFromFilings([shared], { type: "connected", line: "communications" }).stage).toBe(
      "verified",
    );
    expect(caseFromFilings([shared], { type: "connected", line: "both" }).stage).toBe("verified");
  });

  it("passes over a filing that could not be made from where it stood", () => {
    expect(of(filing("rectification", ["verified"])).stage).toBe("unfiled");
    expect(of(filing("initial", ["registered"])).stage).toBe("submitted");
  });
});

it("what is open in a filing is all that is neither met nor not applicable", () => {
  const verdicts = [
    "met",
    "partlyMet",
    "notMet",
    "notApplicable",
    "notEvidenced",
    "contested",
  ] as const;
  const assessment = {
    grade: 1,
    gradeBasis: "determined" as const,
    score: { low: null, high: null, coverage: null, formula: "f" },
    verdicts: verdicts.map((verdict) => ({ requirement: `r-${verdict}`, verdict })),
    gaps: [],
  };
  const types = [{ type: "connected", grade: 1, possible: [1], assessment }];
  expect(findingsOf({ types })["connected"]?.map(({ verdict }) => verdict)).toEqual([
    "partlyMet",
    "notMet",
    "notEvidenced",
    "contested",
  ]);
});
