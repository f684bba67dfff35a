/** A number on the front page is the number of rows in the list that it links to. */

import { getPlan, listEnterprises, listFilingCases, urlOf, type PlanReply } from "@fenji/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import { registerEnterprises } from "../../packages/server/src/features/enterprises/routes.ts";
import { seedDemo } from "../../packages/server/src/features/demo/public.ts";
import { registerObligations } from "../../packages/server/src/features/obligations/routes.ts";
import { syncDuties } from "../../packages/server/src/features/obligations/public.ts";
import { registerPlan } from "../../packages/server/src/features/plan/routes.ts";
import { systemActor } from "../../packages/server/src/platform/auth/actor.ts";
import {
  startTestNode,
  type TestNode,
} from "../../packages/server/src/platform/testing/start-test-node.ts";

let node: TestNode;

const ask = async (url: string): Promise<unknown> => {
  const reply = await node.app.inject({ url, headers: { host: "localhost" } });
  expect(reply.statusCode, url).toBe(200);
  return reply.json();
};

const valuesOf = (plan: PlanReply) =>
  plan.sections
    .flatMap((section) => [...section.clauses, ...section.tasks.flatMap((task) => task.clauses)])
    .flatMap((clause) => clause.services)
    .flatMap((service) => (service.kind === "value" ? [service.value] : []));

beforeAll(async () => {
  node = await startTestNode({
    features: [registerPlan, registerEnterprises, registerObligations],
    seeders: [syncDuties],
  });
  const config = { ...node.services.config, demo: true };
  await seedDemo(node.ctx(systemActor), { ...node.services, config }, () => undefined);
});

afterAll(() => node.close());

const allValues = async () => {
  const path = { planId: "action-plan", version: "2021-2023-draft" };
  return valuesOf(getPlan.reply.parse(await ask(urlOf(getPlan, { path }))));
};

it("agrees with the registry, value by value", async () => {
  const linked = (await allValues()).filter((value) =>
    value.lineage.href?.startsWith("/enterprises"),
  );
  expect(linked.length).toBeGreaterThanOrEqual(12);
  for (const { indicator, value, lineage } of linked) {
    const list = await ask(`/api${lineage.href ?? ""}`);
    expect(listEnterprises.reply.parse(list).total, indicator).toEqual({
      count: value,
      exact: true,
    });
    expect(lineage.rows, indicator).toBe(value);
  }
});

it("agrees with the worklists", async () => {
  const { counts } = listFilingCases.reply.parse(await ask(urlOf(listFilingCases, { query: {} })));
  expect(counts.unfiled).toBeGreaterThan(20_000);
  const values = new Map((await allValues()).map((value) => [value.indicator, value.value]));
  expect(values.get("cases.unfiled")).toBe(counts.unfiled);
  expect(values.get("cases.waiting")).toBe(counts.waiting);
});
