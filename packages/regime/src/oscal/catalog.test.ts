/** Random packs survive a catalog, members that nobody knows yet included. */

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { packTree } from "../pack-files.ts";
import { readPack } from "../read-pack.ts";
import { randomPack } from "../testing/random-pack.ts";
import type { OscalTools } from "./oscal-model.ts";
import { packFromOscal } from "./pack-from-oscal.ts";
import { readOwnCatalog } from "./read-own-catalog.ts";
import { remainderOf, withRemainder } from "./remainder.ts";
import { writeCatalog } from "./write-catalog.ts";

const tools: OscalTools = {
  uuidOf: (name) => `uuid of ${name}`,
  now: "2026-01-01T00:00:00Z",
  toBase64: (text) => Buffer.from(text).toString("base64"),
  fromBase64: (base64) => Buffer.from(base64, "base64").toString(),
};

const packs = join(import.meta.dirname, "../../../../packs");

const filesIn = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), readFileSync(path, "utf8")] as const),
  );

const folders = readdirSync(packs, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((family) =>
    readdirSync(join(packs, family.name)).map((version) => join(family.name, version)),
  );

test.each(folders)("%s comes back from its catalog as it was", (folder) => {
  const opened = readPack(filesIn(join(packs, folder)));
  if (!opened.ok) throw new Error(JSON.stringify(opened.error.slice(0, 3)));
  // Plans and calendars have no requirements and so no catalog.
  if (opened.value.kind !== "regime") return expect(opened.value).not.toHaveProperty("pack");
  const text = JSON.stringify(writeCatalog(opened.value.pack, tools));
  const files = packFromOscal("c.json", text, tools);
  if (!files.ok) throw new Error(JSON.stringify(files.error.slice(0, 3)));
  expect(readPack(files.value)).toStrictEqual(opened);
});

test("a pack comes back from its catalog as it was", () => {
  for (let seed = 1; seed <= 15; seed += 1) {
    const pack = randomPack(seed);
    const files = packFromOscal("c.json", JSON.stringify(writeCatalog(pack, tools)), tools);
    if (!files.ok) throw new Error(JSON.stringify(files.error.slice(0, 3)));
    const read = readPack(files.value);
    expect(read, `seed ${seed}`).toStrictEqual({ ok: true, value: { kind: "regime", pack } });
  }
});

test("members that nobody knows yet come back too", () => {
  const pack = randomPack(11);
  const tree = {
    ...packTree(pack),
    novel: [1, { a: null }],
    requirements: pack.requirements.map((one) => ({ ...one, novel: { b: [one.id] } })),
  };
  const natural = readOwnCatalog(writeCatalog(pack, tools).catalog);
  expect(withRemainder(natural, remainderOf(natural, tree))).toEqual(tree);
});
