/** A pack that is written to files and read again is the same pack. */

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { packFiles } from "./pack-files.ts";
import { readPack, type OpenedPack } from "./read-pack.ts";
import { randomPack } from "./testing/random-pack.ts";

const packs = join(import.meta.dirname, "../../../packs");

const folders = readdirSync(packs, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((family) =>
    readdirSync(join(packs, family.name)).map((version) => join(packs, family.name, version)),
  );

const opened = (files: ReadonlyMap<string, string>): OpenedPack => {
  const read = readPack(files);
  if (!read.ok) throw new Error(JSON.stringify(read.error.slice(0, 3)));
  return read.value;
};

const shipped = (folder: string): OpenedPack =>
  opened(
    new Map(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => [relative(folder, path), readFileSync(path, "utf8")] as const),
    ),
  );

test.each(folders)("%s is written and read again as it was", (folder) => {
  const pack = shipped(folder);
  expect(isDeepStrictEqual(opened(packFiles(pack)), pack)).toBe(true);
});

describe("random packs", () => {
  test("are written and read again as they were", () => {
    for (let seed = 1; seed <= 15; seed += 1) {
      const pack: OpenedPack = { kind: "regime", pack: randomPack(seed) };
      expect(opened(packFiles(pack)), `seed ${seed}`).toStrictEqual(pack);
    }
  });
});
