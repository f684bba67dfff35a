/** The inbox on a real folder and database: only what has come to rest, each once, never a link, refused with its reason. */

import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startEvidenceNode, type EvidenceNode } from "./testing/evidence-node.ts";
import { samplePack } from "./testing/sample-pack.ts";
import { xccdfReport } from "./testing/sample-report.ts";
import { takeInbox, type Inbox, type Taken } from "./take-inbox.ts";

let plant: EvidenceNode;
let firm: Awaited<ReturnType<EvidenceNode["addFirm"]>>;
const folder = mkdtempSync(join(tmpdir(), "fenji-inbox-"));
let own = "";

beforeAll(async () => {
  plant = await startEvidenceNode();
  firm = await plant.addFirm();
  own = join(folder, firm);
  mkdirSync(own);
});
afterAll(async () => {
  await plant.node.close();
  rmSync(folder, { recursive: true, force: true });
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

it("takes a file when it has looked the same twice, and puts it away under a free name", async () => {
  const inbox = newInbox();
  writeFileSync(join(own, "scan.xml"), report("pass").slice(0, 200));
  expect(await look(inbox)).toEqual([]);
  writeFileSync(join(own, "scan.xml"), report("pass"));
  expect(await look(inbox)).toEqual([]);
  expect((await look(inbox)).map(({ refused }) => refused)).toEqual([null]);
  expect(await plant.open(firm)).toHaveLength(1);
  writeFileSync(join(own, "scan.xml"), report("fail"));
  await look(inbox);
  await look(inbox);
  expect(readdirSync(join(own, "done")).toSorted()).toEqual(["scan-2.xml", "scan.xml"]);
  expect((await plant.open(firm)).map(({ result }) => result)).toEqual(["fail"]);
  expect(await look(inbox)).toEqual([]);
});

it("puts what is no report aside with the reason and remedy in both languages", async () => {
  const inbox = newInbox();
  writeFileSync(join(own, "notes.md"), "# nothing\n");
  await look(inbox);
  const [taken] = await look(inbox);
  expect(taken?.refused?.code).toBe("evidence.unknown-format");
  const why = readFileSync(join(own, "refused", "notes.md.txt"), "utf8");
  expect(why.split("\n").slice(0, 2)).toEqual([taken?.refused?.in("zh"), taken?.refused?.in("en")]);
});

it("leaves links, unfinished names and folders of nobody alone, and takes again what a kill left", async () => {
  const outside = join(folder, "outside.xml");
  writeFileSync(outside, report("pass"));
  symlinkSync(outside, join(own, "link.xml"));
  for (const name of [".hidden.xml", "a.part", "b.xml.tmp", "c.xml~"])
    writeFileSync(join(own, name), report("pass"));
  mkdirSync(join(folder, "91X00000000000009X"));
  writeFileSync(join(folder, "91X00000000000009X", "x.xml"), report("pass"));
  // Imported by an earlier run that was killed before it put the file away: nothing changes, and it is put away.
  writeFileSync(join(own, "again.xml"), report("fail"));
  const before = await plant.size(firm);
  const inbox = newInbox();
  await look(inbox);
  expect((await look(inbox)).map(({ path, refused }) => [path, refused])).toEqual([
    [join(own, "again.xml"), null],
  ]);
  expect(await plant.size(firm)).toEqual(before);
  expect(readdirSync(own).toSorted()).toEqual(
    [".hidden.xml", "a.part", "b.xml.tmp", "c.xml~", "done", "link.xml", "refused"].toSorted(),
  );
});
