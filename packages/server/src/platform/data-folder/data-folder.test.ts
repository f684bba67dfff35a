/** The data folder: made private, refused when it is not ours, too new or held by another node. */

import { spawn } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { identifyProcess } from "@fenji/intake";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDataFolder } from "./lock-data-folder.ts";
import { openDataFolder } from "./open-data-folder.ts";

let parent: string;
let folder: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "fenji-folder-"));
  folder = join(parent, "数据 folder");
});

afterEach(() => rmSync(parent, { recursive: true, force: true }));

const lockText = (change: object): string =>
  JSON.stringify({ ...identifyProcess(process.pid), ...change });

test("a new folder is private and opens again", () => {
  openDataFolder(folder);
  openDataFolder(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test("a folder of a newer version is refused and not touched", () => {
  openDataFolder(folder);
  writeFileSync(join(folder, "VERSION"), "99\n");
  const before = readdirSync(folder);
  expect(() => openDataFolder(folder)).toThrowError(
    expect.objectContaining({ code: "data-folder.newer" }),
  );
  expect(readdirSync(folder)).toEqual(before);
});

test("a folder of something else is refused and not touched", () => {
  writeFileSync(join(parent, "thesis.docx"), "");
  expect(() => openDataFolder(parent)).toThrowError(
    expect.objectContaining({ code: "data-folder.unknown" }),
  );
  expect(readdirSync(parent)).toEqual(["thesis.docx"]);
});

test("a file in place of the folder is refused", () => {
  writeFileSync(folder, "");
  expect(() => openDataFolder(folder)).toThrowError(
    expect.objectContaining({ code: "data-folder.unknown" }),
  );
});

test("a lock is held until released", async () => {
  openDataFolder(folder);
  const lock = await lockDataFolder(folder, 0);
  await expect(lockDataFolder(folder, 150)).rejects.toMatchObject({
    code: "data-folder.locked",
    params: { pid: process.pid },
  });
  const waiting = lockDataFolder(folder, 3_000);
  setTimeout(lock.release, 200);
  (await waiting).release();
  expect(existsSync(join(folder, "lock"))).toBe(false);
});

test.each([
  ["of a process that is gone", () => lockText({ pid: 2 ** 22 + 5 })],
  ["of an earlier process with the same number", () => lockText({ started: "earlier:1" })],
  ["that was torn while being written", () => '{"pid": 1'],
])("a lock %s is taken over", async (_words, text) => {
  openDataFolder(folder);
  writeFileSync(join(folder, "lock"), text());
  const lock = await lockDataFolder(folder, 0);
  expect(JSON.parse(readFileSync(join(folder, "lock"), "utf8"))).toEqual(
    identifyProcess(process.pid),
  );
  lock.release();
});

test("a lock of another machine counts while its heart beats", async () => {
  openDataFolder(folder);
  const path = join(folder, "lock");
  writeFileSync(path, lockText({ host: "elsewhere" }));
  await expect(lockDataFolder(folder, 0)).rejects.toMatchObject({ code: "data-folder.locked" });
  utimesSync(path, new Date(0), new Date(0));
  (await lockDataFolder(folder, 0)).release();
});

test("of many starters that find a stale lock, one wins", async () => {
  openDataFolder(folder);
  writeFileSync(join(folder, "lock"), lockText({ started: "earlier:1" }));
  const script = `import { lockDataFolder } from ${JSON.stringify(join(import.meta.dirname, "lock-data-folder.ts"))};
    await lockDataFolder(${JSON.stringify(folder)}, 0).then(() => (console.log("won"), new Promise((r) => setTimeout(r, 1500))), () => undefined);`;
  const run = () =>
    new Promise<string>((resolve) => {
      const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      let said = "";
      child.stdout.on("data", (chunk) => (said += chunk));
      child.once("close", () => resolve(said.trim()));
    });
  const said = await Promise.all(Array.from({ length: 6 }, run));
  expect(said.filter((words) => words === "won")).toHaveLength(1);
}, 20_000);
