/** A number on the front page is the number of rows in the list that it links to. */

import { getPlan, listEnterprises, urlOf, type PlanReply } from "@fenji/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import { registerEnterprises } from "../../packages/server/src/features/enterprises/routes.ts";
import { seedDemo } from "../../packages/server/src/features/demo/public.ts";
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
  node = await startTestNode({ features: [registerPlan, registerEnterprises] });
  const config = { ...node.services.config, demo: true };
  await seedDemo(node.ctx(systemActor), { ...node.services, config }, () => undefined);
});

afterAll(() => node.close());

it("agrees with the registry, value by value", async () => {
  const path = { planId: "action-plan", version: "2021-2023-draft" };
  const plan = getPlan.reply.parse(await ask(urlOf(getPlan, { path })));
  const linked = valuesOf(plan).filter((value) => value.lineage.href?.startsWith("/enterprises"));
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
