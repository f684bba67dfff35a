/** The tables as written in schema.ts are the tables of the database: same columns, same types, same nulls. */

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestNode, type TestNode } from "../testing/start-test-node.ts";

let node: TestNode;

beforeAll(async () => {
  node = await startTestNode();
}, 60_000);

afterAll(() => node.close());

interface Column {
  readonly name: string;
  readonly nullable: boolean;
  readonly kind: string;
}

/** What the driver makes of each SQL type, see connect.ts. */
const kinds: Readonly<Record<string, string>> = {
  text: "string",
  uuid: "string",
  xid8: "string",
  timestamptz: "string",
  date: "string",
  int2: "number",
  int4: "number",
  int8: "number",
  bool: "boolean",
  bytea: "Buffer",
  jsonb: "json",
  _text: "string[]",
  _uuid: "string[]",
  _int2: "number[]",
  _int4: "number[]",
};

const readCatalogue = async (): Promise<ReadonlyMap<string, readonly Column[]>> => {
  const rows = await node.database.pool.query<{
    table: string;
    name: string;
    nullable: boolean;
    type: string;
  }>(`
    select c.relname as table, a.attname as name, not a.attnotnull as nullable, t.typname as type
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1, 2`);
  const tables = new Map<string, Column[]>();
  for (const row of rows.rows) {
    const columns = tables.get(row.table) ?? [];
    columns.push({
      name: row.name,
      nullable: row.nullable,
      kind: kinds[row.type] ?? `unknown ${row.type}`,
    });
    tables.set(row.table, columns);
  }
  return tables;
};

/** The type that reading a column yields, from its declaration. */
const kindOf = (declared: string): string => {
  if (declared === "LaterInstant") return "string";
  const later = /^Later<(.*)>$/.exec(declared)?.[1];
  if (later !== undefined) return kindOf(later);
  const plain = declared.replaceAll(/\| null|null \|/g, "").trim();
  if (/Json/.test(declared)) return "json";
  if (plain.startsWith("ColumnType<number[]")) return "number[]";
  if (
    /^(Instant|string|"|ColumnType<(Instant|string)|OrganisationKind|Role|Line|CaseStage|Occasion)/.test(
      plain,
    )
  )
    return plain.endsWith("[]") ? "string[]" : "string";
  return plain
    .replace(/^Generated<(.*)>$/, "$1")
    .replace(/^(Instant|CaseStage|Occasion)$/, "string");
};

const nullableOf = (declared: string): boolean =>
  declared === "LaterInstant" ||
  declared === "OptionalJson" ||
  declared.startsWith("Later<") ||
  /^ColumnType<[^,]*\| null/.test(declared) ||
  (!declared.startsWith("ColumnType<") && / null\b/.test(declared));

/** The whole schema: `schema.ts` and the files of tables that it extends. */
const readSource = (): string =>
  readdirSync(import.meta.dirname)
    .filter((name) => name === "schema.ts" || name.endsWith("-tables.ts"))
    .map((name) => readFileSync(join(import.meta.dirname, name), "utf8"))
    .join("\n");

const readDeclared = (): ReadonlyMap<string, readonly Column[]> => {
  const source = readSource();
  const interfaces = new Map<string, readonly Column[]>();
  for (const [, name = "", body = ""] of source.matchAll(/interface (\w+) \{\n([\s\S]*?)\n\}/g)) {
    const clean = body.replaceAll(/\/\*\*[\s\S]*?\*\//g, "");
    const columns = [...clean.matchAll(/(\w+):\s*([^;]+);/g)].map(
      ([, column = "", declared = ""]) => {
        const type = declared.replaceAll(/\s+/g, " ");
        return { name: column, nullable: nullableOf(type), kind: kindOf(type) };
      },
    );
    interfaces.set(name, columns);
  }
  const rows = /^export interface (?:Database|\w+Tables)\b[^{]*\{\n([\s\S]*?)\n\}/gm;
  const database = [...source.matchAll(rows)].map(([, body = ""]) => body).join("\n");
  return new Map(
    [...database.matchAll(/^ {2}(\w+): (\w+);/gm)].map(([, table = "", name = ""]) => [
      table,
      [...(interfaces.get(name) ?? [])].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    ]),
  );
};

test("schema.ts says what the catalogue says", async () => {
  const catalogue = await readCatalogue();
  const declared = readDeclared();
  expect([...declared.keys()].toSorted()).toEqual([...catalogue.keys()].toSorted());
  for (const [table, columns] of catalogue)
    expect([table, declared.get(table)]).toEqual([table, columns]);
});

test("every migration is applied once", async () => {
  const rows = await node.database.db
    .selectFrom("migrations")
    .select("file")
    .orderBy("file")
    .execute();
  expect(rows.map(({ file }) => file)).toEqual(node.database.migrated);
  expect(rows.length).toBeGreaterThanOrEqual(3);
});

test("supervising areas: 34 provinces, five separately planned cities, the corps, one fiction", async () => {
  const rows = await node.database.pool.query(
    "select level, synthetic, count(*) as n from jurisdictions group by 1, 2 order by 1, 2",
  );
  expect(rows.rows).toEqual([
    { level: "city-separate", synthetic: false, n: 5 },
    { level: "corps", synthetic: false, n: 1 },
    { level: "nation", synthetic: false, n: 1 },
    { level: "province", synthetic: false, n: 34 },
    { level: "province", synthetic: true, n: 1 },
  ]);
});
