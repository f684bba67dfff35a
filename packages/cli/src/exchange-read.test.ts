/** Messages are explained and verified from files alone, and what was changed is told. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeKeyPair, openSigner } from "@fenji/intake";
import { messageText, sealText, writeBundle } from "@fenji/submission";
import { afterAll, expect, test } from "vitest";
import { runCli } from "./run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "fenji-read-"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = async (...args: string[]) => {
  let [out, err] = ["", ""];
  const code = await runCli(
    args,
    {
      stdout: { write: async (text) => void (out += text) },
      stderr: { write: async (text) => void (err += text) },
      now: () => 0,
      lang: "en",
      nodeUrl: "http://localhost:1",
      exitCode: 0,
    },
    { debug: false },
  );
  return { out, err, code };
};

const pair = makeKeyPair("Ed25519");
const signers = [openSigner(pair)];
const [from, to] = ["01920000-0000-7000-8000-00000000000a", "01920000-0000-7000-8000-00000000000b"];
const common = { from, to, sequence: 1, createdAt: "2026-11-25T00:00:00.000Z", inReplyTo: null };
const { secret: _secret, ...key } = pair;

const enrolled = sealText(
  messageText({
    ...common,
    id: "01920000-0000-7000-8000-000000000001",
    kind: "enrolled",
    about: null,
    body: {
      node: { id: from, kind: "supervisor", name: "省厅", keys: [key] },
      creditCode: null,
      jurisdiction: null,
    },
  }),
  signers,
);
const notice = sealText(
  messageText({
    ...common,
    id: "01920000-0000-7000-8000-000000000002",
    kind: "notice",
    about: "91110000600037341L",
    body: { title: { zh: "通知", en: null }, text: { zh: "请自查", en: null } },
  }),
  signers,
);

const put = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

test("a bundle that holds the key verifies; a changed message in it does not", async () => {
  const about = { from, to, createdAt: common.createdAt };
  const good = put("good.fenji", writeBundle(about, [enrolled, notice]));
  const read = await run("exchange", "read", good, "--json");
  expect(read.code).toBe(0);
  const lines = read.out
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  expect(lines).toMatchObject([
    { kind: "enrolled", signatures: [{ keyId: pair.keyId, verified: true }], error: null },
    { kind: "notice", about: "91110000600037341L", signatures: [{ verified: true }], error: null },
  ]);
  const changed = put("bad.fenji", writeBundle(about, [enrolled, notice.replace("自查", "忽略")]));
  const bad = await run("exchange", "read", changed);
  expect(bad.code).toBe(2);
  expect(bad.out).toContain("[exchange.forged]");
});

test("a message alone says what it can, and a fingerprint must be among its signatures", async () => {
  const file = put("one.json", notice);
  const alone = await run("exchange", "read", file);
  expect(alone.code).toBe(0);
  expect(alone.out).toContain("this key is not in the files");
  expect((await run("exchange", "read", file, "--fingerprint", pair.keyId)).code).toBe(0);
  const other = await run("exchange", "read", file, "--fingerprint", "0".repeat(32));
  expect([other.code, other.out]).toEqual([2, expect.stringContaining("[exchange.unknown-key]")]);
  const broken = await run("exchange", "read", put("broken.json", notice.slice(9)));
  expect([broken.code, broken.out]).toEqual([2, expect.stringContaining("[exchange.malformed]")]);
});

test("commands that need a node say so when none answers", async () => {
  const { code, err } = await run("exchange", "export", "--out", join(folder, "x"));
  expect([code, err]).toEqual([2, expect.stringContaining("http://localhost:1")]);
});
