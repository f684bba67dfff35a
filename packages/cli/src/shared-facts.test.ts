/** One fact is asked once: a name that several shipped packs use means the same thing in each of them. */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { packInForce, type FactDefinition, type Pack } from "@fenji/regime";
import { expect, test } from "vitest";
import { findPack, packsFolder } from "./find-pack.ts";

const folders = readdirSync(packsFolder, { withFileTypes: true })
  .filter((family) => family.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(join(packsFolder, name)).map((version) => `${name}@${version}`),
  );

const opened = await Promise.all(folders.map((folder) => findPack(folder)));

const regimes = opened.flatMap((one): Pack[] => (one.kind === "regime" ? [one.pack] : []));

/** What a value of the fact can be; words around it may differ. */
const meaning = (fact: FactDefinition): string => {
  const { kind } = fact;
  if (kind === "number") return JSON.stringify([kind, fact.unit?.en, fact.integer]);
  if (kind === "boolean") return kind;
  return JSON.stringify([kind, ...fact.options.map(({ id, label }) => [id, label.zh])]);
};

test("facts of one name have one kind, unit and set of options", () => {
  const uses = regimes.flatMap(({ header, grading }) =>
    grading.facts.map((fact) => ({
      id: fact.id,
      pack: `${header.id}@${header.version}`,
      as: meaning(fact),
    })),
  );
  const shared = [...Map.groupBy(uses, ({ id }) => id).values()].filter((of) => of.length > 1);
  expect(shared.length).toBeGreaterThan(20);
  const unlike = shared.filter((of) => new Set(of.map(({ as }) => as)).size > 1);
  expect(unlike).toEqual([]);
});

test.each([
  ["2022-07-31", undefined],
  ["2022-08-01", "2022-63"],
  ["2026-03-31", "2022-63"],
  ["2026-04-01", "2026-2"],
])("titles of SMEs on %s go by the measures then in force", (day, version) => {
  expect(packInForce(regimes, "quality-sme", day)?.header.version).toBe(version);
});
