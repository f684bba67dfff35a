/** The file store: same content once, whole or not at all, private, and back byte for byte. */

import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sha256 } from "@fenji/kernel";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openFileStore } from "./file-store.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fenji-files-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const stream = async function* (...chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
};

const collect = async (bytes: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const files = (): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );

test("any content in any chunks comes back as it was, under its own hash", async () => {
  const store = openFileStore(folder);
  const property = async (chunks: readonly Uint8Array[]): Promise<void> => {
    const whole = Buffer.concat(chunks);
    const received = await store.receive(stream(...chunks), 2 ** 20);
    expect(received.sha256).toBe(createHash("sha256").update(whole).digest("hex"));
    expect(received.size).toBe(whole.length);
    expect((await collect(received.read())).equals(whole)).toBe(true);
    await received.keep();
    expect((await collect(store.read(received.sha256))).equals(whole)).toBe(true);
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 5_000 }), { maxLength: 6 }),
      property,
    ),
    { numRuns: 40 },
  );
});

test("the same content is stored once, privately", async () => {
  const store = openFileStore(folder);
  const bytes = randomBytes(100_000);
  const first = await store.receive(stream(bytes), 2 ** 20);
  await first.keep();
  const second = await store.receive(stream(bytes.subarray(0, 7), bytes.subarray(7)), 2 ** 20);
  await second.keep();
  expect([first.status, second.status]).toEqual(["new", "identical"]);
  expect(files()).toHaveLength(1);
  expect(statSync(join(folder, files()[0] ?? "")).mode & 0o777).toBe(0o600);
});

test("what is discarded, too long or broken off leaves nothing", async () => {
  const store = openFileStore(folder);
  await (await store.receive(stream(randomBytes(10)), 100)).discard();
  await expect(store.receive(stream(randomBytes(60), randomBytes(60)), 100)).rejects.toMatchObject({
    code: "request.too-large",
  });
  const broken = async function* (): AsyncGenerator<Uint8Array> {
    yield randomBytes(10);
    throw new Error("the line went dead");
  };
  await expect(store.receive(broken(), 100)).rejects.toThrow("the line went dead");
  expect(files()).toEqual([]);
});

test("an opened store clears what a crash left half received", () => {
  writeFileSync(join(folder, "incoming-dead"), "half");
  openFileStore(folder);
  expect(files()).toEqual([]);
});

test("a file that is not there is named", async () => {
  const sha256 = "0".repeat(64) as Sha256;
  expect(() => openFileStore(folder).read(sha256)).toThrowError(
    expect.objectContaining({ code: "file.not-stored" }),
  );
});
