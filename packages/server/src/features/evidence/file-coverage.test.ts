/** What the library says of each file: what it still covers, by whom else it was said, and since when it is superseded. */

import { afterAll, beforeAll, expect, it } from "vitest";
import { inSnapshot } from "../../platform/ctx.ts";
import { findFiles } from "./queries.ts";
import { startEvidenceNode, sha256Of, type EvidenceNode } from "./testing/evidence-node.ts";
import { samplePack } from "./testing/sample-pack.ts";
import { xccdfReport } from "./testing/sample-report.ts";

let plant: EvidenceNode;

beforeAll(async () => {
  plant = await startEvidenceNode();
});
afterAll(() => plant.node.close());

const ageless = { staleAt: null, expiresAt: null };
const nothing = { observations: 0, subjects: 0, observedAt: null, requirements: [], ...ageless };

it("covers what a file says first or again of what is open, and nothing once it is superseded or withdrawn", async () => {
  const firm = await plant.addFirm();
  const scan = (host: string, at: string, results: Readonly<Record<string, string>>) =>
    xccdfReport({ host, at, results });
  const may = "2026-05-01T00:00:00Z";
  const june = "2026-06-01T00:00:00Z";
  const texts = {
    first: scan("h", may, { one: "pass", two: "fail", nobody: "pass" }),
    again: scan("h", june, { one: "pass", two: "pass", nobody: "pass" }),
    other: scan("g", may, { nobody: "pass" }),
    gone: scan("g", june, { three: "pass", nobody: "pass" }),
  };
  for (const [name, text] of Object.entries(texts)) await plant.importText(firm, text, name);
  await plant.withdraw(firm, sha256Of(texts.gone));
  const files = await inSnapshot(plant.node.ctx(), (tx) => findFiles(tx, firm, samplePack));
  const covers = new Map(files.map((file) => [file.name, file.covers]));
  const of = (observations: number, observedAt: string, requirements: readonly string[]) => ({
    observations,
    subjects: 1,
    observedAt: new Date(observedAt).toISOString(),
    requirements,
    ...ageless,
  });
  expect(covers.get("again")).toEqual(of(3, june, ["R1", "R2"]));
  // Its word on rule two is closed: the newer report says otherwise.
  expect(covers.get("first")).toEqual(of(2, may, ["R1"]));
  expect(covers.get("other")).toEqual(of(1, may, []));
  expect(covers.get("gone")).toEqual(nothing);
  const newer = scan("h", "2026-07-01T00:00:00Z", { one: "fail" });
  await plant.importText(firm, newer, "newer");
  const after = await inSnapshot(plant.node.ctx(), (tx) => findFiles(tx, firm, samplePack));
  expect(after.find(({ name }) => name === "first")?.covers).toEqual(nothing);
});

it("says when a file becomes stale and when it counts no more, by the pack's periods; what reaches nothing does not age", async () => {
  const firm = await plant.addFirm();
  const configuration = { kind: "configuration", freshDays: 90, expiresDays: 366 } as const;
  const rule = { ...configuration, citation: null, standing: "illustrative" } as const;
  const pack = { ...samplePack, freshness: { rules: [rule] } };
  const at = "2026-05-01T00:00:00Z";
  await plant.importText(firm, xccdfReport({ host: "h", at, results: { one: "pass" } }), "aging");
  await plant.importText(firm, xccdfReport({ host: "g", at, results: { nobody: "pass" } }), "mute");
  const files = await inSnapshot(plant.node.ctx(), (tx) => findFiles(tx, firm, pack));
  const ages = new Map(files.map(({ name, covers }) => [name, covers]));
  expect(ages.get("aging")).toMatchObject({
    staleAt: "2026-07-30T00:00:00.000Z",
    expiresAt: "2027-05-02T00:00:00.000Z",
  });
  expect(ages.get("mute")).toMatchObject(ageless);
});
