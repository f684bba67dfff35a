/** Kernel and SQL agree over the registry; where the kernel's rules were bent, the firms are named to whoever may see them. */

import { createClient, listGradeChecks, startGradeCheck } from "@fenji/contract";
import { generateProvince } from "@fenji/synthesis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "../../platform/ctx.ts";
import { startTestNode, type TestNode } from "../../platform/testing/start-test-node.ts";
import { kernelOf } from "../grading/public.ts";
import { packLibrary } from "../packs/public.ts";
import { registerOperations } from "./routes.ts";

let node: TestNode;

const client = createClient("", async (input, init) => {
  const response = await node.app.inject({
    method: init?.method === "POST" ? "POST" : "GET",
    url: typeof input === "string" ? input : "",
    headers: { "content-type": "application/json" },
    ...(typeof init?.body === "string" ? { payload: init.body } : {}),
  });
  return new Response(response.payload, { status: response.statusCode });
});

const firms = generateProvince(5, 120);

beforeAll(async () => {
  node = await startTestNode({ features: [registerOperations] });
  await inTransaction(node.ctx(), async (tx) => {
    const at = tx.now().toISOString();
    for (const firm of firms) {
      await tx.db
        .insertInto("enterprises")
        .values({
          enterprise_id: firm.enterpriseId,
          credit_code: firm.creditCode,
          name: firm.name.zh,
          name_en: firm.name.en,
          jurisdiction_code: "33",
          city_code: null,
          division: firm.division,
          sector: firm.sector,
          synthetic: true,
          created_at: at,
        })
        .execute();
      await tx.db
        .insertInto("enterprise_facts")
        .values({
          enterprise_id: firm.enterpriseId,
          id: firm.factsId,
          recorded_at: at,
          facts: JSON.stringify(firm.facts),
          actor: "t",
          supersedes: null,
        })
        .execute();
    }
  });
}, 60_000);

afterAll(() => node.close());

const finished = async () => {
  const { id } = await client.call(startGradeCheck, { body: {} });
  await expect
    .poll(
      async () => {
        const { checks } = await client.call(listGradeChecks);
        return checks.find((check) => check.id === id)?.state;
      },
      { timeout: 60_000, interval: 200 },
    )
    .not.toBe("running");
  return client.call(listGradeChecks);
};

test("the two executors agree over every firm and type", { timeout: 90_000 }, async () => {
  const { checks, firms: named } = await finished();
  const { defaultRegime } = await packLibrary();
  expect(checks[0]).toMatchObject({
    state: "agreed",
    compared: firms.length * defaultRegime.grading.types.length,
    disagreements: 0,
  });
  expect(checks[0]?.whole).toBeGreaterThan(firms.length);
  expect(named).toEqual([]);
});

test("a kernel that is wrong is found out, with firms by name", { timeout: 90_000 }, async () => {
  const { defaultRegime } = await packLibrary();
  // Every state of the first automaton ends in another grade: what a fault of the kernel would look like.
  const { masks } = kernelOf(defaultRegime).types[0]?.automaton ?? { masks: [] };
  const right = [...masks];
  for (const [index, mask] of right.entries()) if (mask === 2) masks[index] = 8;
  try {
    const { checks, firms: named } = await finished();
    expect(checks[0]?.state).toBe("disagreed");
    expect(checks[0]?.disagreements).toBeGreaterThan(0);
    expect(firms.map(({ name }) => name.zh)).toContain(named[0]?.name.zh);
  } finally {
    masks.splice(0, right.length, ...right);
  }
});
