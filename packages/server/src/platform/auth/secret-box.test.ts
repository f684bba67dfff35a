/** What is sealed opens for its owner with its key, and for nothing else. */

import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSecretBox } from "./secret-box.ts";

let folder = "";
let other = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fenji-box-"));
  other = mkdtempSync(join(tmpdir(), "fenji-box-"));
});

afterAll(() => {
  for (const made of [folder, other]) rmSync(made, { recursive: true, force: true });
});

test("opens after a restart, and only in its own place", () => {
  const sealed = openSecretBox(folder).seal(Buffer.from("种子"), "user a");
  const again = openSecretBox(folder);
  expect(again.open(sealed, "user a")?.toString()).toBe("种子");
  expect(again.open(sealed, "user b")).toBeNull();
  expect(openSecretBox(other).open(sealed, "user a")).toBeNull();
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = Buffer.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(again.open(changed, "user a")).toBeNull();
  }
  expect(again.seal(Buffer.from("种子"), "user a")).not.toEqual(sealed);
});

test("fingerprints are equal within a node and differ between nodes", () => {
  const [here, there] = [openSecretBox(folder), openSecretBox(other)];
  expect(here.fingerprint("a")).toEqual(openSecretBox(folder).fingerprint("a"));
  expect(here.fingerprint("a")).not.toEqual(there.fingerprint("a"));
});

test("the key is its owner's alone, and a broken one is not replaced", () => {
  const path = join(folder, "secrets", "identity.key");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  chmodSync(path, 0o600);
  writeFileSync(path, "short\n");
  expect(() => openSecretBox(folder)).toThrowError(
    expect.objectContaining({ code: "data-folder.unknown" }),
  );
});
