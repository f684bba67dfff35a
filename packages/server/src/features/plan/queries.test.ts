/** Counts against rows written by hand, on a real database. */

import type { EnterpriseId } from "@fenji/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inSnapshot, inTransaction, type Ctx } from "../../platform/ctx.ts";
import { startTestNode, type TestNode } from "../../platform/testing/start-test-node.ts";
import {
  measureCases,
  measureComparison,
  measureEvents,
  measureEvidence,
  measureGrades,
  measureRegistry,
  measureVerdicts,
  readNewestFacts,
} from "./queries.ts";

const pack = { id: "p", version: "1" };
const at = "2026-01-01T00:00:00.000Z";
const ids = [1, 2, 3].map((n) => `01900000-0000-7000-8000-00000000000${n}` as EnterpriseId);
const [a, b, c] = ids;
if (a === undefined || b === undefined || c === undefined) throw new Error("three firms");

let node: TestNode;

const firm = (id: EnterpriseId, sector: string | null, synthetic: boolean) => ({
  enterprise_id: id,
  credit_code: `91990000${id.slice(-8)}XX`,
  name: id,
  name_en: null,
  jurisdiction_code: "X0",
  city_code: sector === null ? null : "T1",
  division: "C31",
  sector,
  synthetic,
  created_at: at,
});

const grade = (id: EnterpriseId, type: string, rank: number | null, version = "1") => ({
  enterprise_id: id,
  pack_id: "p",
  pack_version: version,
  object_type: type,
  grade: rank,
  possible: rank === null ? [1, 2] : [rank],
  facts_id: null,
  computed_at: at,
});

const facts = (id: EnterpriseId, n: number, values: object) => ({
  enterprise_id: id,
  id: `0190000${n}-0000-7000-8000-000000000000`,
  recorded_at: `2026-01-0${n}T00:00:00.000Z`,
  facts: JSON.stringify(values),
  actor: "local",
  supersedes: null,
});

const verdict = (id: EnterpriseId, requirement: string, value: "met" | "notMet") => ({
  enterprise_id: id,
  pack_id: "p",
  pack_version: "1",
  object_type: "connected",
  requirement_id: requirement,
  verdict: value,
  detail: "{}",
  computed_at: at,
});

const filingCase = (
  id: EnterpriseId,
  stage: "unfiled" | "submitted" | "closed",
  waits: "enterprise" | "supervisor",
) => ({
  enterprise_id: id,
  pack_id: "p",
  object_type: stage,
  pack_version: "1",
  jurisdiction_code: "X0",
  line: "both" as const,
  in_scope: stage !== "closed",
  scope_since: "2026-01-01",
  stage,
  stage_since: at,
  waits_for: waits,
});

const comparison = (
  n: number,
  came: {
    readonly state: "agreed" | "disagreed" | "running";
    readonly finished_at: string | null;
    readonly disagreements?: number;
  },
) => ({
  id: `0190000${n}-0000-7000-8000-00000000c0de`,
  pack_id: "p",
  pack_version: "1",
  started_by: "system",
  started_at: `2026-01-0${n}T00:00:00.000Z`,
  compared: 20,
  whole: 18,
  ...came,
});

const fill = async (tx: Ctx): Promise<void> => {
  await tx.db
    .insertInto("cities")
    .values({ code: "T1", jurisdiction_code: "X0", name_zh: "甲市", name_en: "A" })
    .execute();
  await tx.db
    .insertInto("enterprises")
    .values([firm(a, "equipment", true), firm(b, "equipment", false), firm(c, null, false)])
    .execute();
  await tx.db
    .insertInto("enterprise_grades")
    .values([
      grade(a, "connected", 3),
      grade(a, "platform", null),
      grade(b, "connected", 3),
      grade(b, "connected", 1, "0"),
    ])
    .execute();
  await tx.db
    .insertInto("enterprise_facts")
    .values([
      facts(a, 1, { employees: 10, importantDataFiled: true }),
      facts(a, 2, { employees: 20, annualRevenueWanYuan: 5, importantDataFiled: null }),
      facts(b, 3, { importantDataFiled: true }),
    ])
    .execute();
  await tx.db
    .insertInto("verdicts")
    .values([verdict(a, "r1", "met"), verdict(b, "r1", "met"), verdict(b, "r2", "notMet")])
    .execute();
  await tx.db
    .insertInto("filing_cases")
    .values([
      filingCase(a, "unfiled", "enterprise"),
      filingCase(a, "submitted", "supervisor"),
      filingCase(b, "unfiled", "enterprise"),
      filingCase(c, "closed", "enterprise"),
    ])
    .execute();
  await tx.db
    .insertInto("grade_checks")
    .values([
      comparison(1, { state: "agreed", finished_at: at }),
      comparison(2, { state: "disagreed", finished_at: at, disagreements: 3 }),
      comparison(3, { state: "running", finished_at: null }),
    ])
    .execute();
  tx.events.record({ enterpriseId: a, action: "test.made", subject: a, payload: {} });
};

beforeAll(async () => {
  node = await startTestNode();
  await inTransaction(node.ctx(), fill);
});

afterAll(() => node.close());

const read = <T>(query: (tx: Ctx) => Promise<T>): Promise<T> => inSnapshot(node.ctx(), query);

describe("registry", () => {
  it("counts by sector, firms without one too", async () => {
    const { all, bySector, cities } = await read((tx) => measureRegistry(tx.db));
    expect(all).toEqual({ rows: 3, synthetic: true });
    expect(bySector.get("equipment")).toEqual({ rows: 2, synthetic: true });
    expect(bySector.get("")).toEqual({ rows: 1, synthetic: false });
    expect(cities.rows).toBe(1);
  });
  it("shows nothing to whom nothing belongs", async () => {
    const scope = { kind: "own", enterpriseIds: [] } as const;
    const nobody = { ...node.ctx().actor, scope };
    const { all } = await inSnapshot(node.ctx(nobody), (tx) => measureRegistry(tx.db));
    expect(all.rows).toBe(0);
  });
});

describe("grades", () => {
  it("counts firms, not results, and only of the version asked for", async () => {
    const measure = await read((tx) => measureGrades(tx.db, pack));
    expect(measure.withResult).toEqual({ rows: 2, synthetic: true });
    expect(measure.graded).toEqual({ rows: 1, synthetic: false });
    expect(measure.undetermined).toEqual({ rows: 1, synthetic: true });
    expect(measure.byType.get("connected")?.rows).toBe(2);
    expect(measure.byType.get("platform")?.rows).toBe(1);
    expect([...measure.byGrade]).toEqual([[3, { rows: 2, synthetic: true }]]);
  });
});

describe("cases", () => {
  it("counts who has to file by stage, and in how many the supervisor is next", async () => {
    const cases = await read((tx) => measureCases(tx.db, true));
    expect(cases).toMatchObject({ total: 3, waiting: 1, synthetic: true });
    expect(cases.byStage.get("unfiled")).toBe(2);
    expect(cases.byStage.get("submitted")).toBe(1);
    expect(cases.byStage.get("closed")).toBe(0);
  });
  it("lets a firm count its own", async () => {
    const scope = { kind: "own", enterpriseIds: [a] } as const;
    const firmsOwn = { ...node.ctx().actor, scope };
    const cases = await inSnapshot(node.ctx(firmsOwn), (tx) => measureCases(tx.db, false));
    expect(cases).toMatchObject({ total: 2, waiting: 1 });
  });
});

describe("comparisons of kernel and SQL", () => {
  it("count as the newest that is finished has it, and are not open to a firm", async () => {
    const newest = await read((tx) => measureComparison(tx.db));
    expect(newest).toEqual({ compared: 20, whole: 18, disagreements: 3 });
    const scope = { kind: "own", enterpriseIds: [a] } as const;
    const firmsOwn = { ...node.ctx().actor, scope };
    expect(await inSnapshot(node.ctx(firmsOwn), (tx) => measureComparison(tx.db))).toBeNull();
  });
});

describe("facts, evidence, verdicts, events", () => {
  it("looks at the newest facts only, and keeps unknown apart from no", async () => {
    const rows = await read((tx) => readNewestFacts(tx.db));
    const byEmployees = rows.toSorted(
      (left, right) => (left.employees ?? 0) - (right.employees ?? 0),
    );
    expect(byEmployees).toEqual([
      { synthetic: false, employees: null, revenueWanYuan: null, importantData: true },
      { synthetic: true, employees: 20, revenueWanYuan: 5, importantData: null },
    ]);
  });
  it("has zeros, not nulls, before any evidence", async () => {
    const evidence = await read((tx) => measureEvidence(tx.db));
    for (const tally of Object.values(evidence))
      expect(tally).toEqual({ rows: 0, synthetic: false });
  });
  it("counts verdicts by requirement, and the firms that have any", async () => {
    const { counts, firms } = await read((tx) => measureVerdicts(tx.db));
    expect(counts).toHaveLength(2);
    expect(counts).toContainEqual({ requirement: "p@1/r1", verdict: "met", rows: 2 });
    expect(firms).toEqual({ rows: 2, synthetic: true });
  });
  it("counts every event that is visible", async () => {
    expect((await read((tx) => measureEvents(tx.db))).rows).toBe(1);
  });
});
