/** Cases and worklists of a supervisor: kept with grades, moved by filings, counted right, walled by line. */

import { listEnterpriseCases, listFilingCases, saveFacts, declareScope } from "@fenji/contract";
import { createClient, createEnterprise, type Client } from "@fenji/contract";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localActor, type Actor } from "../../platform/auth/actor.ts";
import { inSnapshot, inTransaction } from "../../platform/ctx.ts";
import { startTestNode, type TestNode } from "../../platform/testing/start-test-node.ts";
import { makeCreditCode } from "@fenji/synthesis";
import { registerEnterprises } from "../enterprises/routes.ts";
import { syncDuties } from "./public.ts";
import { registerObligations } from "./routes.ts";
import { findWorklist } from "./worklists.ts";

let node: TestNode;
let client: Client;

beforeAll(async () => {
  node = await startTestNode({
    features: [registerEnterprises, registerObligations],
    seeders: [syncDuties],
  });
  client = createClient(await node.app.listen({ port: 0, host: "127.0.0.1" }), fetch);
}, 60_000);

afterAll(() => node.close());

let serial = 500;

const addFirm = async (types: readonly string[], jurisdiction = "X0"): Promise<string> => {
  serial += 1;
  const { id } = await client.call(createEnterprise, {
    body: {
      creditCode: makeCreditCode(serial),
      name: `清单${serial}`,
      jurisdiction,
      city: null,
      division: "C39",
    },
  });
  await client.call(saveFacts, {
    path: { enterpriseId: id },
    body: { facts: { enterpriseTypes: [...types], employees: 20 }, basedOn: null },
  });
  return id;
};

/** From the cases themselves, whatever the triggers have counted. */
const countedFromScratch = async (): Promise<unknown[]> => {
  const { rows } = await inSnapshot(node.ctx(), (tx) =>
    sql`select jurisdiction_code, line, object_type, stage, in_scope, coalesce(waits_for, '') as waits_for,
               coalesce(does, '') as does, differs, changed_on is not null as changed, due_on, count(*)::int as cases
          from filing_cases group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`.execute(
      tx.db,
    ),
  );
  return rows;
};

const counted = async (): Promise<unknown[]> => {
  const { rows } = await inSnapshot(node.ctx(), (tx) =>
    sql`select jurisdiction_code, line, object_type, stage, in_scope, waits_for, does, differs, changed, due_on,
               cases::int as cases from filing_case_counts where cases > 0 order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`.execute(
      tx.db,
    ),
  );
  return rows;
};

describe("unfiled", () => {
  it("lists whoever is in scope by facts, type by type, and counts them", async () => {
    const firm = await addFirm(["connected", "platform"]);
    const reply = await client.call(listFilingCases, { query: { list: "unfiled" } });
    const mine = reply.cases.filter(({ enterprise }) => enterprise.id === firm);
    expect(mine.map(({ type, line, stage }) => `${type} ${line} ${stage}`).toSorted()).toEqual([
      "connected industry unfiled",
      "platform communications unfiled",
    ]);
    expect(mine[0]?.verification.status).toBe("self-assessed");
    expect(reply.counts.unfiled).toBe(2);
    expect(await counted()).toEqual(await countedFromScratch());
  });

  it("leaves the list with the type, and keeps its day when it is saved again", async () => {
    const firm = await addFirm(["connected"]);
    const path = { enterpriseId: firm };
    const [first] = (await client.call(listEnterpriseCases, { path })).cases;
    expect(first).toMatchObject({ type: "connected", stage: "unfiled", inScope: true });
    const facts = async (types: string[]) => {
      const { rows } = await inSnapshot(node.ctx(), (tx) =>
        sql<{ id: string }>`select id from enterprise_facts where enterprise_id = ${firm}
          order by recorded_at desc, id desc limit 1`.execute(tx.db),
      );
      await client.call(saveFacts, {
        path,
        body: { facts: { enterpriseTypes: types, employees: 21 }, basedOn: rows[0]?.id ?? null },
      });
    };
    await facts(["platform"]);
    const moved = (await client.call(listEnterpriseCases, { path })).cases;
    expect(moved.map(({ type, inScope }) => `${type} ${inScope}`)).toEqual([
      "connected false",
      "platform true",
    ]);
    await facts(["connected"]);
    const back = (await client.call(listEnterpriseCases, { path })).cases;
    expect(back[0]).toMatchObject({ inScope: true, dueOn: first?.dueOn });
    expect(await counted()).toEqual(await countedFromScratch());
  });

  it("takes in whoever the supervisor declares, and lets them go again", async () => {
    const firm = await addFirm([]);
    const before = (await client.call(listFilingCases, { query: {} })).counts.unfiled;
    const body = { enterprises: [firm], type: "identifier", inScope: true };
    expect(await client.call(declareScope, { body })).toEqual({ changed: 1 });
    expect(await client.call(declareScope, { body })).toEqual({ changed: 0 });
    expect((await client.call(listFilingCases, { query: {} })).counts.unfiled).toBe(before + 1);
    await client.call(declareScope, { body: { ...body, inScope: false } });
    expect((await client.call(listFilingCases, { query: {} })).counts.unfiled).toBe(before);
    const wrong = client.call(declareScope, { body: { ...body, type: "platfrom" } });
    await expect(wrong).rejects.toMatchObject({ code: "filing.unknown-type" });
  });

  it("page by page gives each once, and refuses a cursor that no list gave out", async () => {
    for (let count = 0; count < 5; count += 1) await addFirm(["connected"], "33");
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.call(listFilingCases, {
        query: { jurisdiction: "33", limit: 2, ...(cursor === undefined ? {} : { cursor }) },
      });
      seen.push(...page.cases.map(({ enterprise }) => enterprise.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
    const nonsense = client.call(listFilingCases, { query: { cursor: "e30" } });
    await expect(nonsense).rejects.toMatchObject({ code: "request.invalid" });
  });

  it("shows a line of supervision its own types alone, of its own jurisdiction", async () => {
    const firm = await addFirm(["connected", "platform"]);
    const officer = (lines: readonly ("industry" | "communications")[]): Actor => ({
      ...localActor,
      id: "officer",
      scope: { kind: "jurisdiction", codes: ["X0"], lines },
    });
    const types = (actor: Actor) =>
      inSnapshot(node.ctx(actor), async (tx) => {
        const reply = await findWorklist(tx, { list: "unfiled", limit: 100 });
        expect(reply.cases).toHaveLength(reply.counts.unfiled);
        return reply.cases.flatMap(({ enterprise, type }) =>
          enterprise.id === firm ? [type] : [],
        );
      });
    expect(await types(officer(["industry"]))).toEqual(["connected"]);
    expect(await types(officer(["communications"]))).toEqual(["platform"]);
    expect(await types({ ...officer([]), scope: { kind: "none" } })).toEqual([]);
  });

  it("moves with the firm to another jurisdiction", async () => {
    const firm = await addFirm(["connected"]);
    await inTransaction(node.ctx(), (tx) =>
      tx.db
        .updateTable("enterprises")
        .set({ jurisdiction_code: "44" })
        .where("enterprise_id", "=", firm)
        .execute(),
    );
    const { counts } = await client.call(listFilingCases, { query: { jurisdiction: "44" } });
    expect(counts.unfiled).toBe(1);
    expect(await counted()).toEqual(await countedFromScratch());
  });
});
