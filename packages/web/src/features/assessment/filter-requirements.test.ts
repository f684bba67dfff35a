/** The matrix narrows by verdict, domain, grade and words, and keeps the order of domains. */

import { describe, expect, it } from "vitest";
import type { RequirementRow } from "./assessment-queries.ts";
import { groupRequirements } from "./filter-requirements.ts";

const counts = { met: 0, partlyMet: 0, notMet: 0, notApplicable: 0, notEvidenced: 0, contested: 0 };

const domain = (id: string) => ({ id, name: { zh: id, en: id }, counts });

const row = (id: string, more: Partial<RequirementRow> = {}): RequirementRow => ({
  id,
  domain: "network",
  fromGrade: 1,
  title: { zh: `边界防护 ${id}`, en: `Boundary ${id}` },
  verdict: "met",
  machine: "met",
  settledBy: "machine",
  accepted: false,
  applies: "yes",
  elementsProven: 1,
  elementsTotal: 1,
  observations: 1,
  ...more,
});

const assessment = {
  domains: [domain("equipment"), domain("network")],
  requirements: [
    row("N-1"),
    row("E-1", { domain: "equipment", verdict: "notMet" }),
    row("N-2", { fromGrade: 3 }),
  ],
};

const idsOf = (search: Parameters<typeof groupRequirements>[1]) =>
  groupRequirements(assessment, search).flatMap((group) => group.rows.map(({ id }) => id));

describe("groupRequirements", () => {
  it("lists by the order of domains", () => {
    expect(idsOf({})).toEqual(["E-1", "N-1", "N-2"]);
  });

  it("narrows by each filter", () => {
    expect(idsOf({ verdict: "notMet" })).toEqual(["E-1"]);
    expect(idsOf({ domain: "network" })).toEqual(["N-1", "N-2"]);
    expect(idsOf({ from: 3 })).toEqual(["N-2"]);
    expect(idsOf({ q: "boundary n" })).toEqual(["N-1", "N-2"]);
    expect(idsOf({ q: "边界防护 E" })).toEqual(["E-1"]);
    expect(idsOf({ q: "E-1", domain: "network" })).toEqual([]);
  });
});
