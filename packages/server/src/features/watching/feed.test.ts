/** The feed of verdicts that changed, over HTTP: complete, in order, followed without a gap, and no word of the evidence. */

import { createClient, readFeed, type Client, type QueryInputOf } from "@fenji/contract";
import type { EnterpriseId } from "@fenji/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inTransaction } from "../../platform/ctx.ts";
import { recomputeVerdicts } from "../assessment/public.ts";
import { packLibrary } from "../packs/public.ts";
import {
  startEvidenceNode,
  sha256Of,
  type EvidenceNode,
} from "../evidence/testing/evidence-node.ts";
import { xccdfReport } from "../evidence/testing/sample-report.ts";
import { samplePack } from "../evidence/testing/sample-pack.ts";
import { registerWatching } from "./routes.ts";

let plant: EvidenceNode;
let client: Client;
let firm: EnterpriseId;

const scan = (result: "pass" | "fail", day: number): string =>
  xccdfReport({
    host: "h",
    at: `2026-05-0${day}T00:00:00Z`,
    results: { one: result, two: "pass" },
  });

beforeAll(async () => {
  plant = await startEvidenceNode([registerWatching]);
  client = createClient(await plant.node.app.listen({ port: 0, host: "127.0.0.1" }), fetch);
  firm = await plant.addFirm();
  await plant.importText(firm, scan("pass", 1), "secret-name.xml");
  await plant.importText(firm, scan("fail", 2));
  // Nothing changes, so nothing is told.
  await plant.importText(firm, scan("fail", 3));
  await plant.withdraw(firm, sha256Of(scan("fail", 2)));
  await plant.withdraw(firm, sha256Of(scan("fail", 3)));
});
afterAll(() => plant.node.close());

const read = (query: QueryInputOf<typeof readFeed> = {}, of = firm) =>
  client.call(readFeed, { path: { enterpriseId: of }, query });

const changesOf = (feed: Awaited<ReturnType<typeof read>>) =>
  feed.items.map(({ _fenji }) =>
    _fenji.changes.map(({ requirement, from, to }) => `${requirement} ${from} ${to}`),
  );

it("tells each change once, newest first, with what it was and is", async () => {
  const feed = await read();
  expect(changesOf(feed)).toEqual([["R1 notMet met"], ["R1 met notMet"], ["R1 notEvidenced met"]]);
  expect(feed).toMatchObject({
    version: "https://jsonfeed.org/version/1.1",
    title: "判定变化 · 某厂（合成）",
    language: "zh-CN",
    home_page_url: expect.stringMatching(/^http:.*\/assessment$/),
  });
  // The node has no such pack: it is named by its id.
  const regime = `${samplePack.header.id}@${samplePack.header.version}`;
  expect(feed.items.map(({ title, _fenji }) => `${title} ${_fenji.firstJudged}`)).toEqual([
    `${regime}：1 项判定改变，其中 0 项现为不符合或有争议 false`,
    `${regime}：1 项判定改变，其中 1 项现为不符合或有争议 false`,
    `${regime}：首次判定，得出 1 项，其中 0 项不符合或有争议 true`,
  ]);
  expect(feed.items[1]?.content_text).toContain("R1: 符合 → 不符合");
  expect(JSON.stringify(feed)).not.toMatch(/CANARY|secret-name|one/);
});

it("is followed without a gap, oldest first, and read back page by page", async () => {
  const all = await read();
  const followed: string[] = [];
  let after = 0;
  for (;;) {
    const page = await read({ after, limit: 1, language: "en" });
    if (page.items.length === 0) break;
    followed.push(...page.items.map(({ id }) => id));
    expect(page._fenji.next).toBeGreaterThan(after);
    after = page._fenji.next;
  }
  expect(followed).toEqual(all.items.map(({ id }) => id).toReversed());
  const [first] = (await read({ limit: 1 })).items;
  const older = await read({ limit: 10, before: first?._fenji.seq ?? 0 });
  expect([first?.id, ...older.items.map(({ id }) => id)]).toEqual(all.items.map(({ id }) => id));
  expect((await read({ after })).items).toEqual([]);
});

it("is empty for a firm of which nothing changed, and not there for a firm that is not", async () => {
  const other = await plant.addFirm();
  expect((await read({}, other)).items).toEqual([]);
  await inTransaction(plant.node.ctx(), async (tx) => {
    await recomputeVerdicts(tx, other, (await packLibrary()).regimes);
  });
  expect((await read({}, other)).items).toEqual([]);
  const nobody = "00000000-0000-7000-8000-000000000000" as EnterpriseId;
  await expect(read({}, nobody)).rejects.toMatchObject({ code: "request.not-found" });
});
