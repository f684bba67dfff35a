/** A node keeps its id and keys, changes them only for good, and does not pretend to be itself without them. */

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "@fenji/kernel";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readConfig } from "../../platform/config.ts";
import { openIdentityFile } from "./node-identity.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fenji-keys-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (sign = "ed25519") =>
  openIdentityFile(readConfig({ FENJI_DATA: folder, FENJI_SIGN: sign }));

it("is made once, private, and the same at every start", () => {
  const first = open();
  expect(first.isNew).toBe(true);
  const again = open();
  expect(again.isNew).toBe(false);
  expect(again.identity().card).toEqual(first.identity().card);
  expect(statSync(join(folder, "node-keys.json")).mode & 0o777).toBe(0o600);
});

it("uses new keys only when their rotation is finished, and keeps the id", () => {
  const file = open();
  const before = file.identity();
  const next = file.prepareRotation();
  expect(open().pendingKeyId()).toBe(next.card.keys[0]?.keyId);
  expect(open().identity().card).toEqual(before.card);
  file.finishRotation();
  expect(open().identity().card).toEqual({ ...before.card, keys: next.card.keys });
  expect(open().pendingKeyId()).toBeNull();
  const dropped = open();
  dropped.prepareRotation();
  dropped.dropRotation();
  expect(open().identity().card.keys).toEqual(next.card.keys);
});

it("adopts SM2 at a rotation", () => {
  open();
  const file = open("ed25519+sm2");
  expect(file.identity().card.keys.map(({ algorithm }) => algorithm)).toEqual(["Ed25519"]);
  file.prepareRotation();
  file.finishRotation();
  expect(
    open()
      .identity()
      .signers.map(({ algorithm }) => algorithm),
  ).toEqual(["Ed25519", "SM2-SM3"]);
});

it("refuses a damaged file without telling what is in it", () => {
  open();
  const path = join(folder, "node-keys.json");
  const { secret } = /"secret":"(?<secret>[^"]+)"/.exec(readFileSync(path, "utf8"))?.groups ?? {};
  writeFileSync(path, readFileSync(path, "utf8").slice(0, -20));
  let error: unknown;
  try {
    open();
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(AppError);
  expect(JSON.stringify(error)).toContain("exchange.key-file");
  expect(JSON.stringify(error)).not.toContain(secret ?? "?");
});
