/** A pack laid out as tables and read back is the same pack, members that no column knows included. */

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { packTree, type PackTree } from "../pack-files.ts";
import type { Pack } from "../pack-model.ts";
import { readPack, type OpenedPack, type PackFiles } from "../read-pack.ts";
import { randomPack } from "../testing/random-pack.ts";
import { shortenCells } from "./long-cells.ts";
import { packFromTables } from "./pack-from-tables.ts";
import { readTables } from "./read-tables.ts";
import type { SheetRows } from "./reading.ts";
import { writeTables } from "./write-tables.ts";

const packs = join(import.meta.dirname, "../../../../packs");

/** As a reader of workbooks or of CSV gives them. */
const sheetsOf = (tree: PackTree): SheetRows[] =>
  shortenCells(writeTables(tree)).map(({ name, columns, rows }) => ({
    name,
    rows: [columns.map(({ heading }) => heading), ...rows].map((cells, index) => ({
      row: index + 1,
      cells: cells.map(String),
    })),
  }));

const packOf = (files: PackFiles): Pack => {
  const read = readPack(files);
  if (!read.ok || read.value.kind !== "regime") throw new Error("no sound regime");
  return read.value.pack;
};

const throughTables = (pack: Pack): Pack => {
  const files = packFromTables(sheetsOf(packTree(pack)));
  if (!files.ok) throw new Error(JSON.stringify(files.error.slice(0, 3), null, 1));
  return packOf(files.value);
};

const readPackFolder = (folder: string): OpenedPack => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(folder, path), readFileSync(path, "utf8")] as const);
  const read = readPack(new Map(files));
  if (!read.ok) throw new Error(JSON.stringify(read.error.slice(0, 3)));
  return read.value;
};

const regimes = readdirSync(packs, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((family) =>
    readdirSync(join(packs, family.name)).map((version) => join(packs, family.name, version)),
  )
  .flatMap((folder) => {
    const opened = readPackFolder(folder);
    return opened.kind === "regime" ? [{ folder, pack: opened.pack }] : [];
  });

test.each(regimes)("$folder comes back as it was", ({ pack }) => {
  expect(throughTables(pack)).toStrictEqual(pack);
});

describe("random packs", () => {
  test("come back as they were", () => {
    for (let seed = 1; seed <= 15; seed += 1) {
      const pack = randomPack(seed);
      expect(throughTables(pack), `seed ${seed}`).toStrictEqual(pack);
    }
  });

  test("what no column is made for comes back too, wherever it stands", () => {
    const withMore = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(withMore);
      if (typeof value !== "object" || value === null) return value;
      const members = Object.entries(value).map(([name, member]) => [name, withMore(member)]);
      return { ...Object.fromEntries(members), novel: { a: [1, "2", null], b: "=x" }, gone: null };
    };
    const { header, grading, cases, ...lists } = randomPack(7);
    const tree = {
      ...lists,
      header: withMore(header),
      grading: {
        facts: withMore(grading.facts),
        derivations: withMore(grading.derivations),
        nodes: grading.nodes.map((node) => ({ ...node, novel: [node.id], gone: null })),
        types: withMore(grading.types),
      },
      requirements: withMore(lists.requirements),
      cases: cases.map((one) => ({ ...one, novel: { deep: { er: true } } })),
      obligations: withMore(randomPack(7).obligations),
      novel: [{ x: 1 }],
    };
    const { tree: read, problems } = readTables(sheetsOf(tree));
    expect(problems).toEqual([]);
    expect(withoutNothing(read)).toEqual(withoutNothing(tree));
  });
});

/** What is null, empty or absent is the same to a reader that has defaults; `gone` is not one of its names. */
const withoutNothing = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNothing);
  if (typeof value !== "object" || value === null) return value;
  const said = Object.entries(value)
    .map(([name, member]) => [name, withoutNothing(member)] as const)
    .filter(
      ([name, member]) =>
        name === "gone" ||
        name === "novel" ||
        (member !== null && JSON.stringify(member) !== "[]" && JSON.stringify(member) !== "{}"),
    );
  return Object.fromEntries(said);
};

test("a cell longer than a workbook holds comes back whole", () => {
  const pack = randomPack(3);
  const node = {
    id: "long",
    rule: "when" as const,
    label: { zh: "长", en: "long" },
    citation: null,
    standing: "illustrative" as const,
    when: {
      any: Array.from({ length: 20 }, () => ({
        all: Array.from({ length: 50 }, () => ({
          not: {
            not: pack.grading.types[0]?.appliesWhen ?? {
              yes: pack.grading.facts.find(({ kind }) => kind === "boolean")?.id ?? "",
            },
          },
        })),
      })),
    },
    then: 1,
    otherwise: 0,
  };
  const grading = { ...pack.grading, nodes: [...pack.grading.nodes, node] };
  const sheets = sheetsOf(packTree({ ...pack, grading }));
  expect(sheets.at(-1)?.name).toBe("长内容 Long content");
  expect(
    Math.max(
      ...sheets.flatMap(({ rows }) =>
        rows.flatMap(({ cells }) => cells.map((cell) => cell.length)),
      ),
    ),
  ).toBeLessThan(32_768);
  const nodes = readTables(sheets).tree["grading"] as Pack["grading"];
  expect(nodes.nodes.at(-1)).toMatchObject({ when: node.when });
});
