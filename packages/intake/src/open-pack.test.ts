/** What is refused before a pack's files are read at all. */

import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPack } from "./open-pack.ts";

const shipped = join(import.meta.dirname, "../../../packs/enterprise-size/2017");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fenji-pack-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const copy = (name: string): string => {
  const path = join(folder, name);
  cpSync(shipped, path, { recursive: true });
  return path;
};

const firstProblem = async (path: string): Promise<string> => {
  const opened = await openPack(path);
  return opened.ok ? "" : `${opened.error[0]?.file} ${opened.error[0]?.message.en}`;
};

test("a pack opens wherever it lies", async () => {
  const opened = await openPack(copy("规则 包"));
  expect(opened.ok && opened.value.kind === "regime" && opened.value.pack.header.id).toBe(
    "enterprise-size",
  );
});

test("a link to a file or to a folder is refused", async () => {
  const path = copy("links");
  rmSync(join(path, "grading.yaml"));
  symlinkSync(join(shipped, "grading.yaml"), join(path, "grading.yaml"));
  expect(await firstProblem(path)).toMatch(/^grading\.yaml Not a regular file/);
  const other = copy("folder-link");
  rmSync(join(other, "cases"), { recursive: true });
  symlinkSync(join(shipped, "cases"), join(other, "cases"));
  expect(await firstProblem(other)).toMatch(/^cases Not a regular file/);
});

test("text in another encoding is refused by name", async () => {
  const path = copy("gb18030");
  writeFileSync(join(path, "pack.yaml"), Buffer.from([0xc6, 0xf3, 0xd2, 0xb5]));
  expect(await firstProblem(path)).toMatch(/^pack\.yaml Not UTF-8/);
});

test("a file that is no part of a pack, and a folder that is not there", async () => {
  const path = copy("stray");
  mkdirSync(join(path, "requirement"));
  writeFileSync(join(path, "requirement", "data.yaml"), "domain: data\n");
  expect(await firstProblem(path)).toMatch(/^requirement\/data\.yaml/);
  await expect(openPack(join(folder, "nowhere"))).rejects.toMatchObject({ code: "pack.not-found" });
});
