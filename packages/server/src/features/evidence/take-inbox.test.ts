/** The inbox on a real folder and database: only what has come to rest, each once, never a link, refused with its reason. */

import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { inSnapshot } from "../../platform/ctx.ts";
import { startEvidenceNode, type EvidenceNode } from "./testing/evidence-node.ts";
import { samplePack } from "./testing/sample-pack.ts";
import { xccdfReport } from "./testing/sample-report.ts";
import { lookEvery } from "./start-inbox.ts";
import { takeInbox, type Inbox, type Taken } from "./take-inbox.ts";

let plant: EvidenceNode;
let firm: Awaited<ReturnType<EvidenceNode["addFirm"]>>;
let folder = "";
let own = "";

beforeAll(async () => {
  plant = await startEvidenceNode();
});
beforeEach(async () => {
  firm = await plant.addFirm();
  folder = mkdtempSync(join(plant.node.dataFolder, "inbox-"));
  own = join(folder, firm);
  mkdirSync(own);
});
afterAll(async () => {
  await plant.node.close();
});

const report = (result: "pass" | "fail") =>
  xccdfReport({ host: "h", at: "2026-05-01T00:00:00Z", results: { one: result } });

const newInbox = (): Inbox => ({
  folder,
  packs: [samplePack],
  seen: new Map(),
  signal: new AbortController().signal,
});

const look = async (inbox: Inbox): Promise<Taken[]> => {
  const taken: Taken[] = [];
  for await (const one of takeInbox(plant.node.ctx(), inbox)) taken.push(one);
  return taken;
};

/** The second look takes what the first one saw. */
const lookTwice = async (inbox: Inbox): Promise<Taken[]> => {
  expect(await look(inbox)).toEqual([]);
  return look(inbox);
};

it("takes a file when it has looked the same twice, and puts it away under a free name", async () => {
  const inbox = newInbox();
  const path = join(own, "scan.xml");
  writeFileSync(path, report("pass").slice(0, 200));
  expect(await look(inbox)).toEqual([]);
  writeFileSync(path, report("pass"));
  expect(await lookTwice(inbox)).toEqual([{ path, outcome: "imported" }]);
  expect(await plant.open(firm)).toHaveLength(1);
  writeFileSync(path, report("fail"));
  expect(await lookTwice(inbox)).toHaveLength(1);
  expect(readdirSync(join(own, "done")).toSorted()).toEqual(["scan-2.xml", "scan.xml"]);
  expect((await plant.open(firm)).map(({ result }) => result)).toEqual(["fail"]);
  expect(await look(inbox)).toEqual([]);
});

it("knows an enterprise by its credit code too, and leaves the folder of nobody alone", async () => {
  const [{ credit_code: code } = { credit_code: "" }] = await inSnapshot(plant.node.ctx(), (tx) =>
    tx.db
      .selectFrom("enterprises")
      .select("credit_code")
      .where("enterprise_id", "=", firm)
      .execute(),
  );
  for (const name of [code.toLowerCase(), "91X00000000000009X"]) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "scan.xml"), report("pass"));
  }
  expect((await lookTwice(newInbox())).map(({ path }) => path)).toEqual([
    join(folder, code.toLowerCase(), "scan.xml"),
  ]);
  expect(await plant.open(firm)).toHaveLength(1);
});

it("puts what is no report aside with the reason and remedy in both languages", async () => {
  mkdirSync(join(own, "refused"));
  writeFileSync(join(own, "refused", "notes.md.txt"), "the reason of another time");
  writeFileSync(join(own, "notes.md"), "# nothing\n");
  const [taken] = await lookTwice(newInbox());
  if (taken?.outcome !== "refused") throw new Error("not refused");
  expect(taken.why.code).toBe("evidence.unknown-format");
  expect(readdirSync(join(own, "refused")).toSorted()).toEqual([
    "notes-2.md",
    "notes-2.md.txt",
    "notes.md.txt",
  ]);
  const reason = readFileSync(join(own, "refused", "notes-2.md.txt"), "utf8");
  expect(reason.split("\n").slice(0, 2)).toEqual([taken.why.in("zh"), taken.why.in("en")]);
  const told = await inSnapshot(plant.node.ctx(), (tx) =>
    tx.db
      .selectFrom("events")
      .where("enterprise_id", "=", firm)
      .where("action", "=", "evidence.refused")
      .select(["subject", "payload"])
      .execute(),
  );
  // Neither its name nor a word of it.
  expect(told).toEqual([{ subject: "inbox", payload: { code: "evidence.unknown-format" } }]);
});

it("leaves links, pipes and unfinished names alone", async () => {
  const outside = join(folder, "outside.xml");
  writeFileSync(outside, report("pass"));
  symlinkSync(outside, join(own, "link.xml"));
  execFileSync("mkfifo", [join(own, "pipe.xml")]);
  for (const name of [".hidden.xml", "a.part", "b.xml.tmp", "c.xml~"])
    writeFileSync(join(own, name), report("pass"));
  const before = readdirSync(own);
  expect(await lookTwice(newInbox())).toEqual([]);
  expect(readdirSync(own)).toEqual(before);
  expect(await plant.open(firm)).toEqual([]);
});

it("puts away, without changing anything, what was imported before but not yet put away", async () => {
  await plant.importText(firm, report("fail"), "again.xml");
  const before = await plant.size(firm);
  writeFileSync(join(own, "again.xml"), report("fail"));
  expect(await lookTwice(newInbox())).toHaveLength(1);
  expect(await plant.size(firm)).toEqual(before);
  expect(readdirSync(own)).toEqual(["done"]);
});

it("goes on with the others where one fails, tries that one again ever more rarely, and never moves through a link", async () => {
  const elsewhere = mkdtempSync(join(plant.node.dataFolder, "elsewhere-"));
  symlinkSync(elsewhere, join(own, "refused"));
  writeFileSync(join(own, "a.md"), "# nothing\n");
  writeFileSync(join(own, "b.xml"), report("pass"));
  const inbox = newInbox();
  expect((await lookTwice(inbox)).map(({ outcome }) => outcome)).toEqual(["failed", "imported"]);
  const tries: number[] = [];
  for (let at = 0; at < 8; at += 1) if ((await look(inbox)).length > 0) tries.push(at);
  expect(tries).toEqual([1, 4]);
  expect(readdirSync(elsewhere)).toEqual([]);
  expect(existsSync(join(own, "a.md"))).toBe(true);
});

it("forgets what somebody takes out of the folder again", async () => {
  const inbox = newInbox();
  writeFileSync(join(own, "scan.xml"), report("pass"));
  await look(inbox);
  renameSync(join(own, "scan.xml"), join(folder, "scan.xml"));
  await look(inbox);
  expect(inbox.seen.get(own)?.size).toBe(0);
});

it("looks by itself while a node runs, and no more when it ends", async () => {
  const { services } = plant.node;
  const config = { ...services.config, inboxFolder: folder };
  const end = lookEvery(20)({ ...services, config }, () => undefined);
  writeFileSync(join(own, "first.md"), "# nothing\n");
  const put = join(own, "refused", "first.md");
  for (let waited = 0; !existsSync(put) && waited < 500; waited += 1) await sleep(20);
  expect(existsSync(put)).toBe(true);
  await end();
  writeFileSync(join(own, "second.md"), "# nothing\n");
  await sleep(200);
  expect(readdirSync(own).toSorted()).toEqual(["refused", "second.md"]);
  expect(plant.log()).toContain("evidence.unknown-format");
});
