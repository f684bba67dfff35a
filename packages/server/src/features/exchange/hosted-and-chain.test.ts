/** A hosted node with two firms, a province and the ministry: walls between firms, evidence that stays, inspections, relays. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  acknowledgeTask,
  askInspection,
  createEnrolmentCode,
  enrolNode,
  getFiling,
  getNode,
  importEvidence,
  listAggregates,
  listEnterpriseInspections,
  listEnterpriseTasks,
  listFilings,
  listInspections,
  listMessages,
  listTasks,
  openRelease,
  readMessage,
  receiveMessage,
  refuseInspection,
  releaseItem,
  sendAggregate,
  sendNow,
  sendPeerTask,
  submitFiling,
} from "@fenji/contract";
import { canonicalJson, AppError, type EnterpriseId, type Json } from "@fenji/kernel";
import { sealText } from "@fenji/submission";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localActor, type Actor } from "../../platform/auth/actor.ts";
import { inSnapshot, newId } from "../../platform/ctx.ts";
import { findFilings } from "../filings/filing-queries.ts";
import { findMessages } from "./message-queries.ts";
import { exchangeOf } from "./open-exchange.ts";
import { findPeers } from "./peer-queries.ts";
import { addFirm, linkFirm, startSpeakingNode, type SpeakingNode } from "./testing/linked-nodes.ts";

let ministry: SpeakingNode;
let province: SpeakingNode;
let host: SpeakingNode;
let provinceId = "";

interface Firm {
  readonly enterpriseId: EnterpriseId;
  readonly creditCode: string;
}

let a: Firm;
let b: Firm;

/** In every place into which evidence puts text: subject, check, title, message, file name. */
const canary = "CANARY-7f3a9c51d2";

const report = `<?xml version="1.0" encoding="UTF-8"?>
<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"><title>${canary} title</title><version>1</version>
<Rule id="${canary}_rule"><title>${canary} rule</title></Rule>
<TestResult id="t" version="1" end-time="2026-11-01T00:00:00Z"><target>${canary}-host</target>
<rule-result idref="${canary}_rule" time="2026-11-01T00:00:00Z"><result>fail</result>
<message severity="info">${canary} found in /etc/${canary}</message></rule-result></TestResult></Benchmark>`;

const addLinked = async (creditCode: string, name: string): Promise<Firm> => {
  const enterpriseId = await addFirm(host, { creditCode, name });
  const firm = { enterpriseId, creditCode };
  provinceId = await linkFirm({ supervisor: province, plant: host }, firm);
  return firm;
};

const go = () => host.client.call(sendNow, { path: { peerId: provinceId }, body: {} });

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "ok",
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

const own = ({ enterpriseId }: Firm): Actor => ({
  ...localActor,
  id: "tester",
  scope: { kind: "own", enterpriseIds: [enterpriseId] },
});

const filed = async ({ creditCode }: Firm) => {
  const { filings } = await province.client.call(listFilings, { query: { search: creditCode } });
  return filings;
};

/** A message that the hosted node itself signs, whatever it says. */
const craft = async (change: Record<string, Json>): Promise<string> => {
  const { id: to } = await province.client.call(getNode, {});
  const identity = exchangeOf(host.node.services).identity();
  const text = canonicalJson({
    id: newId(),
    kind: "task-receipt",
    schema: "task-receipt/1",
    from: identity.id,
    to,
    sequence: 900,
    createdAt: new Date().toISOString(),
    about: a.creditCode,
    inReplyTo: null,
    body: { task: newId(), state: "seen", firms: null },
    ...change,
  });
  return sealText(text, identity.signers);
};

const post = async (envelope: string): Promise<string> => {
  const bytes = Buffer.from(envelope, "utf8");
  const { messages } = await province.client.call(receiveMessage, { bytes });
  return /"code":"([^"]+)"/.exec(messages.at(-1) ?? "")?.[1] ?? "accepted";
};

beforeAll(async () => {
  ministry = await startSpeakingNode("supervisor", { FENJI_SIGN: "ed25519+sm2" });
  province = await startSpeakingNode("supervisor");
  host = await startSpeakingNode("enterprise", { FENJI_SIGN: "ed25519+sm2" });
  a = await addLinked("91110000600037341L", "甲厂");
  b = await addLinked("911100006000000140", "乙厂");
}, 120_000);

afterAll(async () => {
  await host.node.close();
  await province.node.close();
  await ministry.node.close();
});

describe("a hosted node", () => {
  it("speaks for each of its firms over one pair of keys, and signs with SM2 as well", async () => {
    for (const { enterpriseId } of [a, b])
      await host.client.call(submitFiling, { path: { enterpriseId }, body: {} });
    await go();
    expect([await filed(a), await filed(b)].map(({ length }) => length)).toEqual([1, 1]);
    const [one] = await filed(a);
    const read = await province.client.call(readMessage, { path: { messageId: one?.id ?? "" } });
    expect(read.signatures.map(({ algorithm, verified }) => [algorithm, verified])).toEqual([
      ["Ed25519", true],
      ["SM2-SM3", true],
    ]);
  });

  it("shows each firm its own messages, filings and link, and nothing of its neighbour", async () => {
    const seen = await inSnapshot(host.node.ctx(own(a)), async (tx) => ({
      messages: (await findMessages(tx, { limit: 100 })).messages,
      filings: (await findFilings(tx, { limit: 100 })).filings,
      peers: await findPeers(tx),
    }));
    expect(new Set(seen.messages.map(({ enterprise }) => enterprise?.id))).toEqual(
      new Set([a.enterpriseId]),
    );
    expect(seen.filings.map(({ enterprise }) => enterprise.id)).toEqual([a.enterpriseId]);
    expect(seen.peers[0]?.enterprises.map(({ enterpriseId }) => enterpriseId)).toEqual([
      a.enterpriseId,
    ]);
  });

  it("is refused what is about a firm that it does not speak for, or not a node's like it to say", async () => {
    expect(await post(await craft({ about: "91X00000000000003C" }))).toBe("exchange.not-linked");
    const [other] = await filed(b);
    const content = await province.client.call(getFiling, {
      path: { enterpriseId: other?.enterprise.id ?? "", filingId: other?.id ?? "" },
    });
    const body = { ...content.content, revision: 9 } as Json;
    const swapped = { kind: "filing", schema: "filing/1", body };
    expect(await post(await craft(swapped))).toBe("exchange.not-linked");
    const answer = {
      kind: "verified",
      schema: "verified/1",
      body: { filing: newId(), note: null },
    };
    expect(await post(await craft(answer))).toBe("exchange.not-theirs");
    expect(await post(await craft({}))).toBe("exchange.about-unknown");
    expect(await post(await craft({ body: { task: 1 } }))).toBe("exchange.schema");
    expect(await codeOf(post(await craft({ kind: "poem", schema: "poem/1" })))).toBe(
      "exchange.newer-schema",
    );
    expect(await filed(b)).toHaveLength(1);
  });

  it("lets no bad message spoil the good ones that arrive with it", async () => {
    const [one] = await filed(a);
    const path = { enterpriseId: one?.enterprise.id ?? "", filingId: one?.id ?? "" };
    const { content } = await province.client.call(getFiling, { path });
    const good = (revision: number) =>
      craft({ kind: "filing", schema: "filing/1", body: { ...content, revision } });
    const bad = await craft({ body: {} });
    const wrongFact = await craft({
      kind: "filing",
      schema: "filing/1",
      body: { ...content, revision: 99, facts: { employees: "many" } },
    });
    const batch = [await good(4), bad, await good(3), wrongFact, await good(2), "{}"];
    const outcomes = await Promise.all(
      batch.map((one) => post(one).catch((e: AppError) => e.code)),
    );
    expect(outcomes).toEqual([
      "accepted",
      "exchange.schema",
      "accepted",
      "fact.wrong-type",
      "accepted",
      "exchange.schema",
    ]);
    const now = await filed(a);
    // Older revisions that arrive later are kept, but are not the firm's word any more.
    expect(now.filter(({ current }) => current).map(({ revision }) => revision)).toEqual([4]);
    expect(now.map(({ revision }) => revision).toSorted()).toEqual([1, 2, 3, 4]);
  });
});

describe("evidence", () => {
  let item = "";
  let inspectedId = "";

  it("stays in the plant: nothing of it is in any message, log, event or row of the supervisor", async () => {
    const imported = await host.client.call(importEvidence, {
      path: { enterpriseId: b.enterpriseId },
      query: { name: `${canary}-file.xml` },
      bytes: Buffer.from(report),
    });
    item = imported.file.sha256;
    expect(imported.observations.added).toBeGreaterThan(0);
    await host.client.call(submitFiling, { path: { enterpriseId: b.enterpriseId }, body: {} });
    await go();
    const [current] = await filed(b);
    inspectedId = current?.enterprise.id ?? "";
    const detail = await province.client.call(getFiling, {
      path: { enterpriseId: inspectedId, filingId: current?.id ?? "" },
    });
    expect(detail.content.evidence.files).toEqual([item]);
    expect(
      await everything(host, ["outbox_messages", "inbox_messages", "events", "filings"]),
    ).not.toContain(canary);
    const held = await everything(province);
    expect(held).toContain(b.creditCode);
    expect(held).not.toContain(canary);
    // The search finds what is there: the plant's own observations.
    expect(await everything(host, ["observations"])).toContain(canary);
    for (const { node } of [host, province])
      expect(readFileSync(join(node.dataFolder, "logs", "fenji.log"), "utf8")).not.toContain(
        canary,
      );
  });

  it("leaves only as the item that was asked for and released, kept apart, every opening recorded", async () => {
    const reason = { zh: "抽查", en: null };
    const dueDate = "2026-12-31";
    const path = { enterpriseId: inspectedId };
    const unknown = { item: "f".repeat(64), reason, dueDate };
    expect(await codeOf(province.client.call(askInspection, { path, body: unknown }))).toBe(
      "inspection.item",
    );
    const asked = await province.client.call(askInspection, {
      path,
      body: { item, reason, dueDate },
    });
    await go();
    const mine = await host.client.call(listEnterpriseInspections, {
      path: { enterpriseId: b.enterpriseId },
      query: {},
    });
    expect(mine.inspections[0]).toMatchObject({
      item,
      itemName: `${canary}-file.xml`,
      state: "asked",
    });
    const at = { enterpriseId: b.enterpriseId, inspectionId: asked.id };
    const slip = host.client.call(releaseItem, { path: at, body: { item: "f".repeat(64) } });
    expect(await codeOf(slip)).toBe("inspection.item");
    await host.client.call(releaseItem, { path: at, body: { item } });
    await go();
    const there = { enterpriseId: inspectedId, inspectionId: asked.id };
    const bytes = await province.client.call(openRelease, { path: there, body: {} });
    expect(Buffer.from(bytes).toString("utf8")).toBe(report);
    const { inspections } = await province.client.call(listInspections, { query: {} });
    expect(inspections[0]).toMatchObject({ state: "released", itemName: null });
    expect(inspections[0]?.release?.opened).toMatchObject([{ actor: "local" }]);
    const events = await everything(province, ["events"]);
    expect(events).toContain("release.opened");
    // The bytes lie in the store of releases alone, not in the database.
    expect(await everything(province)).not.toContain(
      Buffer.from(canary).toString("base64").slice(0, 12),
    );
    expect(await everything(province)).not.toContain(canary);
  });

  it("is refused with a reason, and both sides know", async () => {
    const reason = { zh: "抽查", en: null };
    const asked = await province.client.call(askInspection, {
      path: { enterpriseId: inspectedId },
      body: { item, reason, dueDate: "2026-12-31" },
    });
    await go();
    const path = { enterpriseId: b.enterpriseId, inspectionId: asked.id };
    await host.client.call(refuseInspection, {
      path,
      body: { reason: { zh: "涉及客户", en: null } },
    });
    expect(await codeOf(host.client.call(releaseItem, { path, body: { item } }))).toBe(
      "inspection.state",
    );
    await go();
    const { inspections } = await province.client.call(listInspections, {
      query: { state: "refused" },
    });
    expect(inspections).toMatchObject([{ id: asked.id, refusal: { zh: "涉及客户" } }]);
  });
});

/** Every row of these tables, or of all that the application may read, as text. */
const everything = async ({ node }: SpeakingNode, tables?: readonly string[]): Promise<string> => {
  const { rows } = await node.database.pool.query<{ name: string; readable: boolean }>(
    `select relname as name, has_table_privilege(oid, 'select') as readable
     from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  // What the application can only add to is emptied within the transaction that fills it.
  expect(rows.filter(({ readable }) => !readable)).toMatchObject([{ name: "copied_observations" }]);
  const wanted = rows
    .filter(({ readable }) => readable)
    .map(({ name }) => name)
    .filter((name) => (tables?.includes(name) ?? true) && name !== "migrations");
  return inSnapshot(node.ctx(), async (tx) => {
    let text = "";
    for (const name of wanted)
      text += JSON.stringify(
        await tx.db
          .selectFrom(name as "events")
          .selectAll()
          .execute(),
      );
    return text;
  });
};

describe("province and ministry", () => {
  it("links as a jurisdiction, sends roll-ups without small counts, and nobody's name", async () => {
    const { code } = await ministry.client.call(createEnrolmentCode, {
      body: { kind: "supervisor", jurisdiction: "X0", expiresInDays: 1 },
    });
    const body = { address: ministry.address, code };
    const { peerId } = await province.client.call(enrolNode, { body });
    const sent = await province.client.call(sendAggregate, { path: { peerId }, body: {} });
    expect(sent.enterprises).toBeNull();
    expect(sent.cells.filter(({ enterprises }) => enterprises !== null && enterprises > 0)).toEqual(
      [],
    );
    await province.client.call(sendNow, { path: { peerId }, body: {} });
    const { aggregates } = await ministry.client.call(listAggregates, { query: {} });
    expect(aggregates).toMatchObject([{ jurisdiction: "X0", direction: "in", enterprises: null }]);
    const held = await everything(ministry);
    for (const { creditCode } of [a, b]) expect(held).not.toContain(creditCode);
  });

  it("relays a task to every firm and counts its receipts up", async () => {
    const { id: provinceNode } = await province.client.call(getNode, {});
    const { id: ministryNode } = await ministry.client.call(getNode, {});
    const words = { title: { zh: "专项自查", en: null }, text: { zh: "全部企业自查", en: null } };
    const task = await ministry.client.call(sendPeerTask, {
      path: { peerId: provinceNode },
      body: { ...words, dueDate: "2026-12-31" },
    });
    const upward = () =>
      province.client.call(sendNow, { path: { peerId: ministryNode }, body: {} });
    await upward();
    await go();
    const answerBy = async ({ enterpriseId }: Firm, state: "seen" | "done"): Promise<void> => {
      const { tasks } = await host.client.call(listEnterpriseTasks, {
        path: { enterpriseId },
        query: {},
      });
      const path = { enterpriseId, taskId: tasks[0]?.id ?? "" };
      await host.client.call(acknowledgeTask, { path, body: { state } });
    };
    await answerBy(a, "done");
    await answerBy(b, "seen");
    await go();
    await upward();
    const { tasks } = await ministry.client.call(listTasks, { query: {} });
    expect(tasks).toMatchObject([
      { id: task.id, state: "seen", firms: { asked: 2, seen: 2, done: 1 } },
    ]);
    await answerBy(b, "done");
    await go();
    await upward();
    const after = await ministry.client.call(listTasks, { query: {} });
    expect(after.tasks[0]).toMatchObject({ state: "done", firms: { asked: 2, seen: 2, done: 2 } });
    const { messages } = await ministry.client.call(listMessages, {
      query: { kind: "task-receipt" },
    });
    expect(new Set(messages.map(({ state }) => state))).toEqual(new Set(["received"]));
  });
});
