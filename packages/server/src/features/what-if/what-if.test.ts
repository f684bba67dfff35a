/** The registry as columns: who gets which rows, when they are laid out anew, and scenarios that are kept. */

import { rm } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import {
  changeScenario,
  createClient,
  listRowFirms,
  listScenarios,
  prepareRegistryColumns,
  saveScenario,
} from "@fenji/contract";
import { attributeAt, readColumnsFile } from "@fenji/grading";
import type { EnterpriseId } from "@fenji/kernel";
import type { Facts } from "@fenji/regime";
import { generateProvince } from "@fenji/synthesis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { localActor, type Actor } from "../../platform/auth/actor.ts";
import { inTransaction, newId } from "../../platform/ctx.ts";
import type { Scope } from "../../platform/db/scope.ts";
import { startTestNode, type TestNode } from "../../platform/testing/start-test-node.ts";
import { packLibrary } from "../packs/public.ts";
import { registerWhatIf } from "./routes.ts";

let node: TestNode;

const province = (code: string): Scope => ({
  kind: "jurisdiction",
  codes: [code],
  lines: ["industry", "communications"],
});

const officer = (code: string, organisationId: string): Actor => ({
  id: `user:${code}`,
  kind: "user",
  scope: province(code),
  standing: {
    organisationId,
    organisationKind: "supervisor",
    role: "supervisor",
    manager: false,
    enterpriseId: null,
    jurisdiction: code,
    line: null,
  },
  session: {
    id: newId(),
    startedAt: new Date().toISOString(),
    secondFactorAt: new Date().toISOString(),
    secondFactorKept: true,
    risk: "normal",
    device: "passkey",
  },
  limitedTo: null,
});

const actors: Readonly<Record<string, Actor>> = {
  local: localActor,
  zhejiang: officer("33", "01900000-0000-7000-8000-000000000033"),
  guangdong: officer("44", "01900000-0000-7000-8000-000000000044"),
};

const call = async (who: string, url: string, headers: Record<string, string> = {}) =>
  node.app.inject({ method: "GET", url, headers: { ...headers, "x-tester": who } });

const as = (who: string) =>
  createClient("", async (input, init) => {
    const response = await node.app.inject({
      method: init?.method === "POST" ? "POST" : init?.method === "PUT" ? "PUT" : "GET",
      url: typeof input === "string" ? input : "",
      headers: { "content-type": "application/json", "x-tester": who },
      ...(typeof init?.body === "string" ? { payload: init.body } : {}),
    });
    return new Response(response.payload, { status: response.statusCode });
  });

interface Added {
  readonly jurisdiction: string;
  readonly code: string;
  readonly facts: Facts;
}

const addFirm = ({ jurisdiction, code, facts }: Added): Promise<string> =>
  inTransaction(node.ctx(), async (tx) => {
    const id = newId() as EnterpriseId;
    await tx.db
      .insertInto("enterprises")
      .values({
        enterprise_id: id,
        credit_code: code,
        name: `某厂${code}`,
        name_en: null,
        jurisdiction_code: jurisdiction,
        city_code: null,
        division: "C39",
        sector: "electronics",
        synthetic: true,
        created_at: tx.now().toISOString(),
      })
      .execute();
    await addFacts(id, facts, tx);
    return id;
  });

const addFacts = async (id: string, facts: Facts, tx = node.ctx()): Promise<void> => {
  await inTransaction(tx, (inner) =>
    inner.db
      .insertInto("enterprise_facts")
      .values({
        enterprise_id: id,
        id: newId(),
        recorded_at: new Date().toISOString(),
        facts: JSON.stringify(facts),
        actor: "t",
        supersedes: null,
      })
      .execute(),
  );
};

/** All firms of a jurisdiction share facts of the generator, told apart by their number of people. */
const someFacts = generateProvince(7, 1)[0]?.facts ?? {};
const firms: string[] = [];

beforeAll(async () => {
  node = await startTestNode({
    features: [registerWhatIf],
    identify: async (request) => actors[String(request.headers["x-tester"])] ?? localActor,
  });
  for (const [index, jurisdiction] of ["33", "44", "33"].entries())
    firms.push(
      await addFirm({
        jurisdiction,
        code: `91330000000000${index}00A`,
        facts: { ...someFacts, employees: 100 + index },
      }),
    );
}, 60_000);

afterAll(() => node.close());

const columnsFor = async (who: string) => {
  const { version, rows } = await as(who).call(prepareRegistryColumns, { query: {} });
  const reply = await call(who, `/api/what-if/columns?version=${version}`, {
    "accept-encoding": "gzip",
  });
  const { defaultRegime } = await packLibrary();
  const file = readColumnsFile(gunzipSync(reply.rawPayload), defaultRegime.grading.facts);
  return { version: version ?? "", rows, reply, file };
};

test("each reader gets the rows of the own scope, with every fact and without names", async () => {
  const all = await columnsFor("local");
  expect(all.rows).toBe(3);
  expect([...(all.file.columns.byFact.get("employees")?.values ?? [])]).toEqual([100, 101, 102]);
  expect([...all.file.attributes.keys()]).toEqual([
    "jurisdiction",
    "city",
    "division",
    "sector",
    "size",
  ]);
  const jurisdiction = all.file.attributes.get("jurisdiction");
  if (jurisdiction === undefined) throw new Error("no jurisdictions");
  expect([0, 1, 2].map((row) => attributeAt(jurisdiction, row))).toEqual(["33", "44", "33"]);
  const own = await columnsFor("zhejiang");
  expect([...(own.file.columns.byFact.get("employees")?.values ?? [])]).toEqual([100, 102]);
});

test("another province's version is not handed out, and rows are looked up behind the wall", async () => {
  const own = await columnsFor("zhejiang");
  const stolen = await call("guangdong", `/api/what-if/columns?version=${own.version}`);
  expect(stolen.json()).toMatchObject({ code: "what-if.version-gone" });
  const found = await as("zhejiang").call(listRowFirms, {
    query: { version: own.version, rows: "1,0,7" },
  });
  expect(found.firms.map(({ row, id }) => [row, id])).toEqual([
    [1, firms[2]],
    [0, firms[0]],
  ]);
});

test("a browser that has the newest is told so; without gzip the bytes come plain", async () => {
  const { version, reply } = await columnsFor("local");
  expect(reply.headers["cache-control"]).toBe("private, no-cache");
  const etag = String(reply.headers["etag"]);
  const again = await call("local", `/api/what-if/columns?version=${version}`, {
    "if-none-match": etag,
  });
  expect(again.statusCode).toBe(304);
  const plain = await call("local", `/api/what-if/columns?version=${version}`);
  expect(plain.rawPayload.subarray(0, 8).toString()).toBe("FENJICOL");
  expect(plain.rawPayload).toHaveLength(Number(reply.headers["x-bytes"]));
});

test("new facts make a new version for those who see the firm, and for nobody else", async () => {
  const before = await Promise.all(["zhejiang", "guangdong"].map(columnsFor));
  await addFacts(firms[0] ?? "", { ...someFacts, employees: 900 });
  // What is younger than a minute would still be handed out.
  await rm(`${node.dataFolder}/what-if`, { recursive: true });
  const after = await Promise.all(["zhejiang", "guangdong"].map(columnsFor));
  expect(after[0]?.version).not.toBe(before[0]?.version);
  expect(after[1]?.version).toBe(before[1]?.version);
  expect([...(after[0]?.file.columns.byFact.get("employees")?.values ?? [])]).toEqual([900, 102]);
});

test("a fact that the pack cannot take counts as unknown and is told of", async () => {
  await addFirm({
    jurisdiction: "44",
    code: "913300000000009000",
    facts: { ...someFacts, employees: "many", strange: 1 },
  });
  await rm(`${node.dataFolder}/what-if`, { recursive: true });
  const { unfit, rows } = await as("guangdong").call(prepareRegistryColumns, { query: {} });
  expect({ unfit, rows }).toEqual({ unfit: 1, rows: 2 });
  const { file } = await columnsFor("guangdong");
  const employees = file.columns.byFact.get("employees");
  expect((employees?.unknown?.[0] ?? 0) & 3).toBe(2);
});

test("scenarios are saved, seen within the jurisdiction, changed by their owner and brought back", async () => {
  const { defaultRegime } = await packLibrary();
  const { id, version } = defaultRegime.header;
  const type = defaultRegime.grading.types[0]?.id ?? "";
  const body = {
    name: "三级从 75 起",
    note: "",
    pack: `${id}@${version}`,
    type,
    edits: [{ path: "grading.thresholds.3", value: 75 }],
  };
  const saved = await as("zhejiang").call(saveScenario, { body });
  expect(saved).toMatchObject({ name: "三级从 75 起", own: true, edits: body.edits });
  const listed = async (who: string) =>
    (await as(who).call(listScenarios, { query: {} })).scenarios.map((one) => one.id);
  expect(await listed("zhejiang")).toEqual([saved.id]);
  expect(await listed("guangdong")).toEqual([]);
  const change = (who: string, deleted: boolean) =>
    as(who).call(changeScenario, {
      path: { scenarioId: saved.id },
      body: { name: "改名", note: "为什么", deleted },
    });
  await expect(change("guangdong", true)).rejects.toMatchObject({ code: "request.not-found" });
  await expect(change("local", true)).rejects.toMatchObject({ code: "what-if.not-own" });
  await change("zhejiang", true);
  expect(await listed("zhejiang")).toEqual([]);
  expect(await change("zhejiang", false)).toMatchObject({ name: "改名", note: "为什么" });
  expect(await listed("zhejiang")).toEqual([saved.id]);
  const wrong = { ...body, edits: [{ path: "grading.thresholds.3", value: 1 }] };
  await expect(as("zhejiang").call(saveScenario, { body: wrong })).rejects.toMatchObject({
    code: "rules.edit-range",
  });
});
