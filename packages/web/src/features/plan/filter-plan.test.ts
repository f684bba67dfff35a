/** Filtering keeps the document's order and every clause that matches. */

import { describe, expect, it } from "vitest";
import { countClauses, filterPlan, type Clause, type Section } from "./filter-plan.ts";

const both = (zh: string, en: string) => ({ zh, en });

const clause = (id: string, services: Clause["services"]): Clause => ({
  id,
  text: both(`条文 ${id}`, `Clause ${id}`),
  services,
});

const awaits: Clause["services"] = [{ kind: "awaits", record: both("园区名录", "Park registry") }];
const act: Clause["services"] = [{ kind: "act", href: "/packs", label: both("规则包", "Packs") }];

const sections: Section[] = [
  {
    id: "A",
    kind: "action",
    title: both("供给", "Supply"),
    clauses: [clause("A.1", awaits)],
    tasks: [{ id: "A1", title: both("任务", "Task"), clauses: [clause("A1.1", act)] }],
  },
  { id: "S", kind: "safeguards", title: both("保障", "Safeguards"), clauses: [], tasks: [] },
];

const idsOf = (kept: readonly Section[]) =>
  kept.flatMap((section) => [
    ...section.clauses.map(({ id }) => id),
    ...section.tasks.flatMap((task) => task.clauses.map(({ id }) => id)),
  ]);

describe("filterPlan", () => {
  it("keeps all clauses in order without a filter", () => {
    expect(idsOf(filterPlan(sections, { show: "all", words: "" }))).toEqual(["A.1", "A1.1"]);
  });

  it("keeps clauses by what serves them and drops what is left empty", () => {
    const kept = filterPlan(sections, { show: "acts", words: "" });
    expect(idsOf(kept)).toEqual(["A1.1"]);
    expect(kept).toHaveLength(1);
    expect(countClauses(kept)).toBe(1);
  });

  it("finds words in either language, in records too", () => {
    expect(idsOf(filterPlan(sections, { show: "all", words: "PARK" }))).toEqual(["A.1"]);
    expect(idsOf(filterPlan(sections, { show: "all", words: "规则" }))).toEqual(["A1.1"]);
    expect(filterPlan(sections, { show: "awaiting", words: "规则" })).toEqual([]);
  });
});
