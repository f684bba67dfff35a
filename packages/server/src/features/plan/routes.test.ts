/** The plan as the page gets it, over a demonstration that was really seeded. */

import { getPlan, urlOf, type PlanReply } from "@fenji/contract";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "../../platform/auth/actor.ts";
import { inSnapshot, inTransaction } from "../../platform/ctx.ts";
import { startTestNode, type TestNode } from "../../platform/testing/start-test-node.ts";
import { demoProvinceSize, seedDemo } from "../demo/public.ts";
import { packLibrary } from "../packs/public.ts";
import { measurePacks } from "./pack-measure.ts";
import { registerPlan } from "./routes.ts";
import { belowLargeBy } from "./size-class.ts";
import { takeFirmMeasures, takeMeasures } from "./take-measures.ts";

let node: TestNode;
let plan: PlanReply;

const path = { planId: "action-plan", version: "2021-2023-draft" };

const ask = async (url: string) => node.app.inject({ url, headers: { host: "localhost" } });

beforeAll(async () => {
  node = await startTestNode({ features: [registerPlan] });
  const config = { ...node.services.config, demo: true };
  await seedDemo(node.ctx(systemActor), { ...node.services, config }, () => undefined);
  const reply = await ask(urlOf(getPlan, { path }));
  plan = getPlan.reply.parse(reply.json());
}, 120_000);

afterAll(() => node.close());

const clauses = (): PlanReply["sections"][number]["clauses"] =>
  plan.sections.flatMap((section) => [
    ...section.clauses,
    ...section.tasks.flatMap((task) => task.clauses),
  ]);

const live = (indicator: string) => {
  for (const clause of clauses())
    for (const service of clause.services)
      if (service.kind === "value" && service.value.indicator === indicator) return service.value;
  throw new Error(`no live value ${indicator}`);
};

describe("live values", () => {
  it("count the registry, and say that it is synthetic", () => {
    expect(live("enterprises.registered")).toMatchObject({
      value: demoProvinceSize,
      synthetic: true,
      lineage: { rows: demoProvinceSize, href: "/enterprises" },
    });
    expect(live("enterprises.cities").value).toBe(12);
  });
  it("divide firms among graded and undetermined without a rest", () => {
    const graded = live("enterprises.graded");
    const open = live("enterprises.undetermined");
    expect((graded.value ?? 0) + (open.value ?? 0)).toBe(graded.coverage?.of);
    expect(graded.value).toBeGreaterThan(demoProvinceSize / 2);
  });
  it("speak of sectors and types that add up to no more than all", () => {
    const sectors = ["raw-materials", "equipment", "consumer", "electronics"].map(
      (id) => live(`enterprises.sector.${id}`).value ?? 0,
    );
    const inside = sectors.reduce((sum, value) => sum + value, 0);
    expect(inside).toBeLessThan(demoProvinceSize);
    expect(inside).toBeGreaterThan(demoProvinceSize * 0.9);
    expect(live("enterprises.type.connected").value).toBeGreaterThan(inside * 0.9);
  });
  it("know the size of nearly every firm, and that most are below large", () => {
    const { value, coverage } = live("enterprises.small-medium");
    expect(value).toBeGreaterThan(demoProvinceSize * 0.9);
    expect(coverage?.counted).toBeGreaterThan(demoProvinceSize * 0.95);
    expect(coverage?.of).toBe(demoProvinceSize);
  });
  it("come from the factory's real evidence", () => {
    expect(live("evidence.files").value).toBeGreaterThanOrEqual(4);
    expect(live("evidence.families").value).toBeGreaterThanOrEqual(3);
    expect(live("observations.open").value).toBeGreaterThan(100);
    expect(live("evidence.code-findings").value).toBeGreaterThan(0);
  });
  it("compute the arithmetic of the growth target", () => {
    expect(live("growth.required-for-size").value).toBeCloseTo(13.07, 2);
    expect(live("growth.size-at-rate").value).toBeCloseTo(263.0, 1);
    expect(plan.growthTargets[0]?.readings.map((reading) => reading.outcome)).toEqual([
      "undetermined",
      "undetermined",
    ]);
  });
});

describe("the whole reply", () => {
  it("counts the clauses that each kind of service serves", () => {
    const withKind = (kind: string): number =>
      clauses().filter((clause) => clause.services.some((service) => service.kind === kind)).length;
    expect(plan.served).toEqual({
      values: withKind("value"),
      acts: withKind("act"),
      awaiting: withKind("awaits"),
      clauses: clauses().length,
    });
    expect(plan.served.values).toBeGreaterThan(20);
  });
  it("does not call a link within the page a service", () => {
    const finance = live("plan.served.C");
    expect(finance).toMatchObject({ value: 3, coverage: { counted: 3, of: 23 } });
  });
  it("keeps the published series apart, each with its source", () => {
    expect(plan.series.map((series) => series.id)).toEqual(["caict", "ccia", "idc"]);
    for (const series of plan.series) expect(series.source).not.toBeNull();
  });
  it("takes a fixed number of statements", async () => {
    const library = await packLibrary();
    let statements = 0;
    await inSnapshot(node.ctx(), (tx) => {
      const db = tx.db.withPlugin({
        transformQuery: (query) => {
          statements += 1;
          return query.node;
        },
        transformResult: async ({ result }) => result,
      });
      const input = {
        plan: library.defaultPlan,
        regime: library.defaultRegime.header,
        packs: measurePacks(library.regimes),
        belowLarge: belowLargeBy(library.regimes),
      };
      return takeMeasures(db, input, () => takeFirmMeasures(db, input));
    });
    expect(statements).toBe(10);
  });
  it("knows of a grade and of facts that changed since it was asked last", async () => {
    const before = [live("enterprises.undetermined"), live("enterprises.important-data")];
    await inTransaction(node.ctx(), async (tx) => {
      await sql`update enterprise_grades set grade = null where (enterprise_id, object_type) = (
        select enterprise_id, min(object_type) from enterprise_grades group by enterprise_id
        having bool_and(grade is not null) limit 1)`.execute(tx.db);
      await sql`insert into enterprise_facts (enterprise_id, id, recorded_at, facts, actor)
        select enterprise_id, gen_random_uuid(), now() + interval '1 day', '{"importantDataFiled":true}', 'local'
          from enterprise_facts where facts ->> 'importantDataFiled' = 'false' limit 1`.execute(
        tx.db,
      );
    });
    plan = getPlan.reply.parse((await ask(urlOf(getPlan, { path }))).json());
    expect([live("enterprises.undetermined"), live("enterprises.important-data")]).toMatchObject(
      before.map(({ value }) => ({ value: (value ?? 0) + 1 })),
    );
  });
  it("is not found for a plan that is not loaded", async () => {
    const reply = await ask(urlOf(getPlan, { path: { planId: "no", version: "1" } }));
    expect(reply.statusCode).toBe(404);
    expect(reply.json()).toMatchObject({ code: "pack.not-found" });
  });
});
