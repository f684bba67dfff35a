/** What was checked once is opened from the cache, and only that very text by that very program. */

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPack } from "./open-pack.ts";
import { openInstalledPack } from "./pack-cache.ts";

let folder = "";
let pack = "";
let cache = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fenji-pack-cache-"));
  pack = join(folder, "pack");
  cache = join(folder, "cache");
  cpSync(join(import.meta.dirname, "../../../packs/enterprise-size/2017"), pack, {
    recursive: true,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const entry = (): string => join(cache, readdirSync(cache)[0] ?? "");

test("the second opening reads the cache, and gives the same", async () => {
  const plain = await openPack(pack);
  expect(await openInstalledPack(pack, cache)).toEqual(plain);
  expect(readdirSync(cache)).toHaveLength(1);
  expect(await openInstalledPack(pack, cache)).toEqual(plain);
  writeFileSync(entry(), JSON.stringify({ kind: "regime", pack: "marked" }));
  expect(await openInstalledPack(pack, cache)).toEqual({
    ok: true,
    value: { kind: "regime", pack: "marked" },
  });
});

test("a broken entry is read anew, and mended", async () => {
  writeFileSync(entry(), "{");
  const opened = await openInstalledPack(pack, cache);
  expect(opened).toEqual(await openPack(pack));
});

test("a changed file is checked again; problems are never kept", async () => {
  const before = readdirSync(cache);
  const rules = join(pack, "grading.yaml");
  writeFileSync(
    rules,
    readFileSync(rules, "utf8").replace("industry: industry-class", "industry: x"),
  );
  const opened = await openInstalledPack(pack, cache);
  expect(opened.ok).toBe(false);
  expect(readdirSync(cache)).toEqual(before);
});
