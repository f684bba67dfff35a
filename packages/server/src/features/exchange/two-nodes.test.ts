/** A firm's node and a supervisor's, on loopback and by files: enrol, file, return, refile, verify, register; and what goes wrong. */

import {
  acknowledgeTask,
  answerFiling,
  createEnrolmentCode,
  downloadMessage,
  enrolEnterprise,
  exportBundle,
  getFiling,
  getNode,
  importBundle,
  listEnterpriseFilings,
  listEnterpriseTasks,
  listFilings,
  listMessages,
  listPeers,
  listTasks,
  previewFiling,
  readMessage,
  receiveMessage,
  revokePeer,
  rotateNodeKey,
  saveFacts,
  sendNow,
  sendNotice,
  sendTask,
  setLinkPaused,
  submitFiling,
} from "@fenji/contract";
import { hashText } from "@fenji/intake";
import { AppError } from "@fenji/kernel";
import { splitEnvelope } from "@fenji/submission";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inSnapshot } from "../../platform/ctx.ts";
import { verifyEvents } from "../../platform/events.ts";
import {
  addFirm,
  firmFacts,
  issueCode,
  linkFirm,
  startSpeakingNode,
  type SpeakingNode,
} from "./testing/linked-nodes.ts";

let supervisor: SpeakingNode;
let plant: SpeakingNode;

beforeAll(async () => {
  supervisor = await startSpeakingNode("supervisor");
  plant = await startSpeakingNode("enterprise");
}, 90_000);

afterAll(async () => {
  await plant.node.close();
  await supervisor.node.close();
});

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "ok",
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

const go = (peerId: string) => plant.client.call(sendNow, { path: { peerId }, body: {} });

let change = 0;

/** Records something new, so that there is something to file. */
const changeFacts = async (enterpriseId: string): Promise<void> => {
  change += 1;
  const { versions } = await plant.node.app
    .inject({ url: `/api/enterprises/${enterpriseId}/facts` })
    .then((reply) => reply.json<{ versions: { factsId: string }[] }>());
  await plant.client.call(saveFacts, {
    path: { enterpriseId },
    body: {
      facts: { ...firmFacts, enterpriseTypes: ["connected"], employees: 1200 + change },
      basedOn: versions[0]?.factsId ?? null,
    },
  });
};

const statesAtPlant = async (enterpriseId: string): Promise<string[]> => {
  const { filings } = await plant.client.call(listEnterpriseFilings, {
    path: { enterpriseId },
    query: {},
  });
  return filings.map(({ revision, state }) => `${revision} ${state}`);
};

const findAtSupervisor = async (creditCode: string) => {
  const { filings } = await supervisor.client.call(listFilings, { query: { search: creditCode } });
  return filings;
};

const answer = async (
  creditCode: string,
  body: Parameters<typeof supervisor.client.call<typeof answerFiling>>[1] extends infer I
    ? I extends { body?: infer B }
      ? NonNullable<B>
      : never
    : never,
) => {
  const [current] = await findAtSupervisor(creditCode);
  return supervisor.client.call(answerFiling, {
    path: { enterpriseId: current?.enterprise.id ?? "", filingId: current?.id ?? "" },
    body,
  });
};

describe("over HTTP", () => {
  const creditCode = "91110000600037341L";
  let firm = "";
  let peerId = "";

  it("enrols with a code, once, and both pin each other", async () => {
    firm = await addFirm(plant, { creditCode, name: "甲厂" });
    const code = await issueCode(supervisor, creditCode);
    const body = { address: supervisor.address, code };
    const path = { enterpriseId: firm };
    const linked = await plant.client.call(enrolEnterprise, { path, body });
    peerId = linked.peerId;
    expect(linked.state).toBe("linked");
    const [mine, theirs] = [
      await plant.client.call(getNode, {}),
      await supervisor.client.call(getNode, {}),
    ];
    const [above] = (await plant.client.call(listPeers, {})).peers;
    const [below] = (await supervisor.client.call(listPeers, {})).peers;
    expect(above).toMatchObject({ id: theirs.id, relation: "above", state: "linked" });
    expect(below).toMatchObject({ id: mine.id, relation: "below", state: "linked" });
    expect(above?.keys.map(({ keyId }) => keyId)).toEqual(theirs.keys.map(({ keyId }) => keyId));
    expect(below?.keys.map(({ keyId }) => keyId)).toEqual(mine.keys.map(({ keyId }) => keyId));
    expect(below?.enterprises).toMatchObject([{ creditCode, name: "甲厂" }]);
    expect(await codeOf(plant.client.call(enrolEnterprise, { path, body }))).toBe(
      "exchange.linked-already",
    );
    const other = await addFirm(plant, { creditCode: "91X000000000000011", name: "乙厂" });
    const again = plant.client.call(enrolEnterprise, { path: { enterpriseId: other }, body });
    expect(await codeOf(again)).toBe("exchange.code-refused");
  });

  it("files exactly what was previewed, and refuses what has changed since or is the same again", async () => {
    const path = { enterpriseId: firm };
    const preview = await plant.client.call(previewFiling, { path, query: {} });
    expect(preview.sha256).toBe(hashText(preview.bytes));
    await changeFacts(firm);
    const stale = plant.client.call(submitFiling, { path, body: { sha256: preview.sha256 } });
    expect(await codeOf(stale)).toBe("filing.changed");
    const fresh = await plant.client.call(previewFiling, { path, query: {} });
    const filed = await plant.client.call(submitFiling, { path, body: { sha256: fresh.sha256 } });
    expect(filed).toMatchObject({ revision: 1, state: "submitted", current: true });
    expect(await codeOf(plant.client.call(submitFiling, { path, body: {} }))).toBe(
      "filing.waiting",
    );
    const sent = await plant.client.call(readMessage, { path: { messageId: filed.id } });
    expect(sent.bytes).toContain(fresh.bytes);
    await go(peerId);
    const [arrived] = await findAtSupervisor(creditCode);
    expect(arrived).toMatchObject({ id: filed.id, revision: 1, state: "submitted" });
    expect(arrived?.regraded).toMatchObject({ agrees: true, samePack: true });
    const there = await supervisor.client.call(readMessage, { path: { messageId: filed.id } });
    const here = await plant.client.call(readMessage, { path: { messageId: filed.id } });
    expect(there.bytes).toBe(here.bytes);
    expect(here.summary.state).toBe("acknowledged");
    expect(there.signatures).toMatchObject([
      { verified: true, owner: "peer", keyState: "current" },
    ]);
    expect(here.signatures).toMatchObject([{ verified: true, owner: "this-node" }]);
    const bytes = await supervisor.client.call(downloadMessage, { path: { messageId: filed.id } });
    expect(Buffer.from(bytes).toString("utf8")).toBe(there.bytes);
    expect(there.summary.hash).toBe(hashText(splitEnvelope(there.bytes ?? "").text));
  });

  it("returns with reasons, is filed again, verified and registered under a number", async () => {
    const reasons = [{ item: "employees", text: { zh: "人数与年报不符", en: null } }];
    await answer(creditCode, { outcome: "returned", reasons });
    await go(peerId);
    expect(await statesAtPlant(firm)).toEqual(["1 returned"]);
    const path = { enterpriseId: firm };
    const { filings } = await plant.client.call(listEnterpriseFilings, { path, query: {} });
    expect(filings[0]?.reasons).toEqual(reasons);
    await changeFacts(firm);
    await plant.client.call(submitFiling, { path, body: {} });
    await go(peerId);
    expect(await codeOf(answer(creditCode, { outcome: "registered" }))).toBe("filing.state");
    await answer(creditCode, { outcome: "verified", note: null });
    const registered = await answer(creditCode, { outcome: "registered" });
    expect(registered.registrationNumber).toMatch(/^FJ-X0-\d{4}-000001$/);
    await go(peerId);
    expect(await statesAtPlant(firm)).toEqual(["2 registered", "1 returned"]);
    const [newest] = (await plant.client.call(listEnterpriseFilings, { path, query: {} })).filings;
    expect(newest?.registrationNumber).toBe(registered.registrationNumber);
    const detail = await plant.client.call(getFiling, {
      path: { enterpriseId: firm, filingId: newest?.id ?? "" },
    });
    expect(detail.history.map(({ state }) => state)).toEqual([
      "submitted",
      "verified",
      "registered",
    ]);
  });

  it("waits through a cut line and a pause, and then sends everything once", async () => {
    const path = { enterpriseId: firm };
    supervisor.reachable(false);
    await changeFacts(firm);
    await plant.client.call(submitFiling, { path, body: {} });
    const { peer } = await go(peerId);
    expect(peer).toMatchObject({ waiting: 1, failure: { code: "exchange.unreachable" } });
    expect(peer.retryAt).not.toBeNull();
    supervisor.reachable(true);
    await supervisor.client.call(setLinkPaused, {
      path: { peerId: (await plant.client.call(getNode, {})).id },
      body: { paused: true },
    });
    await go(peerId);
    await answer(creditCode, { outcome: "verified", note: null });
    await go(peerId);
    expect(await statesAtPlant(firm)).toContain("3 submitted");
    await supervisor.client.call(setLinkPaused, {
      path: { peerId: (await plant.client.call(getNode, {})).id },
      body: { paused: false },
    });
    await go(peerId);
    expect(await statesAtPlant(firm)).toContain("3 verified");
    expect(await findAtSupervisor(creditCode)).toHaveLength(3);
  });

  it("carries tasks and notices down and their receipts up", async () => {
    const [current] = await findAtSupervisor(creditCode);
    const path = { enterpriseId: current?.enterprise.id ?? "" };
    const words = { title: { zh: "自查", en: null }, text: { zh: "请于月底前自查", en: null } };
    const task = await supervisor.client.call(sendTask, {
      path,
      body: { ...words, dueDate: "2026-12-31" },
    });
    await supervisor.client.call(sendNotice, { path, body: words });
    await go(peerId);
    const mine = await plant.client.call(listEnterpriseTasks, {
      path: { enterpriseId: firm },
      query: {},
    });
    expect(mine.tasks.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      "notice sent",
      "task sent",
    ]);
    const at = { enterpriseId: firm, taskId: task.id };
    await plant.client.call(acknowledgeTask, { path: at, body: { state: "done" } });
    expect(
      await codeOf(plant.client.call(acknowledgeTask, { path: at, body: { state: "seen" } })),
    ).toBe("task.state");
    await go(peerId);
    const { tasks } = await supervisor.client.call(listTasks, { query: { state: "done" } });
    expect(tasks).toMatchObject([{ id: task.id, kind: "task", state: "done" }]);
  });

  it("gives the same receipt to the same message, and refuses its id on other bytes", async () => {
    const { messages } = await plant.client.call(listMessages, { query: { kind: "filing" } });
    const { bytes } = await plant.client.call(readMessage, {
      path: { messageId: messages[0]?.id ?? "" },
    });
    const send = () =>
      supervisor.client.call(receiveMessage, { bytes: Buffer.from(bytes ?? "", "utf8") });
    const [first, second] = [await send(), await send()];
    expect(second).toEqual(first);
    expect(await findAtSupervisor(creditCode)).toHaveLength(3);
    const forged = (bytes ?? "").replace('"revision":3', '"revision":4');
    const call = supervisor.client.call(receiveMessage, { bytes: Buffer.from(forged, "utf8") });
    expect(await codeOf(call)).toBe("exchange.forged");
  });

  it("goes on under new keys of either side, and takes nothing more under a revoked one", async () => {
    const path = { enterpriseId: firm };
    await changeFacts(firm);
    await plant.client.call(submitFiling, { path, body: {} });
    await plant.client.call(rotateNodeKey, { body: {} });
    await supervisor.client.call(rotateNodeKey, { body: {} });
    await go(peerId);
    await go(peerId);
    expect(await findAtSupervisor(creditCode)).toHaveLength(4);
    const [above] = (await plant.client.call(listPeers, {})).peers;
    expect(above?.keys.map(({ state }) => state)).toEqual(["current", "replaced"]);
    expect(above?.waiting).toBe(0);
    await answer(creditCode, { outcome: "verified", note: null });
    await go(peerId);
    expect(await statesAtPlant(firm)).toContain("4 verified");
    const plantId = (await plant.client.call(getNode, {})).id;
    await supervisor.client.call(revokePeer, {
      path: { peerId: plantId },
      body: { reason: "密钥外泄" },
    });
    await changeFacts(firm);
    await plant.client.call(submitFiling, { path, body: {} });
    const { peer } = await go(peerId);
    expect(peer.failure?.code).toBe("exchange.revoked-key");
    expect(await findAtSupervisor(creditCode)).toHaveLength(4);
  });

  it("comes back after a revocation with new keys and a new code, and files anew", async () => {
    await plant.client.call(rotateNodeKey, { body: {} });
    const path = { enterpriseId: firm };
    await plant.client.call(revokePeer, { path: { peerId }, body: { reason: "重新接入" } });
    await linkFirm({ supervisor, plant }, { enterpriseId: firm, creditCode });
    await changeFacts(firm);
    await plant.client.call(submitFiling, { path, body: {} });
    await go(peerId);
    const [newest] = await findAtSupervisor(creditCode);
    expect(newest).toMatchObject({ revision: 6, current: true });
  });
});

describe("carried by hand", () => {
  const creditCode = "911100006000000140";
  const save = (bytes: Uint8Array | string): Uint8Array<ArrayBuffer> =>
    Buffer.from(bytes as string);

  it("enrols, files, is returned and registered with both sides offline", async () => {
    supervisor.reachable(true);
    const firm = await addFirm(plant, { creditCode, name: "丙厂" });
    const issued = await supervisor.client.call(createEnrolmentCode, {
      body: { kind: "enterprise", creditCode, jurisdiction: "X0", expiresInDays: 30 },
    });
    const path = { enterpriseId: firm };
    const { peerId, state } = await plant.client.call(enrolEnterprise, {
      path,
      body: { address: null, code: issued.code },
    });
    expect(state).toBe("pending");
    /** There with a file, and back with the answer. */
    const carry = async (): Promise<readonly string[]> => {
      const out = await plant.client.call(exportBundle, { path: { peerId }, body: {} });
      const taken = await supervisor.client.call(importBundle, { bytes: save(out) });
      for (const { bundle } of taken.answers) {
        const back = await plant.client.call(importBundle, { bytes: save(bundle) });
        for (const { bundle: receipts } of back.answers)
          await supervisor.client.call(importBundle, { bytes: save(receipts) });
      }
      return taken.messages.map(({ kind, outcome }) => `${kind} ${outcome}`);
    };
    expect(await carry()).toContain("enrolment accepted");
    await plant.client.call(submitFiling, { path, body: {} });
    expect(await carry()).toContain("filing accepted");
    await answer(creditCode, {
      outcome: "returned",
      reasons: [{ item: null, text: { zh: null, en: "Incomplete" } }],
    });
    await carry();
    expect(await statesAtPlant(firm)).toEqual(["1 returned"]);
    await plant.client.call(submitFiling, { path, body: {} });
    const twice = await plant.client.call(exportBundle, { path: { peerId }, body: {} });
    await supervisor.client.call(importBundle, { bytes: save(twice) });
    const again = await supervisor.client.call(importBundle, { bytes: save(twice) });
    expect(again.messages.map(({ outcome }) => outcome)).toContain("known");
    await answer(creditCode, { outcome: "verified", note: null });
    await answer(creditCode, { outcome: "registered" });
    await carry();
    expect(await statesAtPlant(firm)).toEqual(["2 registered", "1 returned"]);
    // The two ways mix: what a file has settled is not sent again.
    const { sent } = await go(peerId);
    expect(sent).toBe(0);
  });

  it("takes the whole messages of a file that was cut short, and refuses what is no bundle", async () => {
    const path = {
      enterpriseId: await addFirm(plant, { creditCode: "91X00000000000003C", name: "丁厂" }),
    };
    const peers = await plant.client.call(listPeers, {});
    const peerId = peers.peers[0]?.id ?? "";
    const code = await issueCode(supervisor, creditCode);
    await codeOf(plant.client.call(enrolEnterprise, { path, body: { address: null, code } }));
    const out = Buffer.from(await plant.client.call(exportBundle, { path: { peerId }, body: {} }));
    const cut = await supervisor.client.call(importBundle, {
      bytes: out.subarray(0, out.length - 5),
    });
    expect(cut.messages.at(-1)).toMatchObject({
      outcome: "refused",
      failure: { code: "exchange.malformed" },
    });
    const nonsense = supervisor.client.call(importBundle, { bytes: Buffer.from("PK") });
    expect(await codeOf(nonsense)).toBe("exchange.bundle");
  });
});

it("leaves a whole chain of events on both sides", async () => {
  for (const { node } of [plant, supervisor])
    expect(await inSnapshot(node.ctx(), (tx) => verifyEvents(tx.db))).toBeNull();
});
