/** Lays a pack out as tables; a member that no column is made for gets a column of its own, so that nothing is lost. */

import type { LocalizedText } from "@fenji/kernel";
import type { PackTree } from "../pack-files.ts";
import { valueCell, type Cell } from "./cell-value.ts";
import { factCell, factPrefix } from "./fact-cells.ts";
import { headColumns, headFields, headNote, headTitle, packTables } from "./pack-layout.ts";
import {
  bilingual,
  holds,
  type CellKind,
  type ColumnLayout,
  type TableLayout,
} from "./table-layout.ts";
import { fieldPrefix, keyHeadings, numberHeading } from "./table-keys.ts";
import { copyOfMembers, isMembers, memberAt, removeAt } from "./tree-path.ts";

export interface TableColumn {
  readonly heading: string;
  readonly kind: CellKind;
  readonly choices: readonly string[];
  readonly width: number;
}

export interface Table {
  readonly id: string;
  readonly name: string;
  readonly note: LocalizedText;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Cells by heading; a heading stands once, whichever of its columns a row uses. */
type Row = Map<string, Cell>;
type Rows = Map<string, Row[]>;

interface Writing {
  readonly rows: Rows;
  readonly facts: readonly unknown[];
}

interface Taken {
  readonly layout: TableLayout;
  readonly record: Readonly<Record<string, unknown>>;
  /** Names of the rows above, outermost first, with this one's own. */
  readonly keys: readonly (readonly [string, Cell])[];
  readonly number: number;
}

export const writeTables = (tree: PackTree): readonly Table[] => {
  const writing: Writing = {
    rows: new Map(packTables.map(({ id }) => [id, []])),
    facts: listAt(tree, "grading.facts"),
  };
  const rest = copyOfMembers(tree);
  for (const layout of packTables) {
    if (layout.parent !== undefined) continue;
    const list = memberAt(rest, layout.at);
    if (writeList(writing, { layout, value: list, keys: [] })) removeAt(rest, layout.at);
  }
  return [headTable(tree, rest), ...packTables.map((layout) => tableOf(layout, writing))];
};

const listAt = (tree: PackTree, path: string): readonly unknown[] => {
  const value = memberAt(tree, path);
  return Array.isArray(value) ? value : [];
};

const headTable = (tree: PackTree, rest: Record<string, unknown>): Table => {
  const lines: Cell[][] = [];
  for (const field of headFields) {
    const cell = valueCell(field.kind, memberAt(tree, field.path));
    if (cell !== undefined) removeAt(rest, field.path);
    lines.push([bilingual(field.heading), cell ?? ""]);
  }
  const known = [...headFields.map(({ path }) => path), ...packTables.map(({ at }) => at)];
  for (const { path, value } of leftOver(rest, known, ""))
    lines.push([`${fieldPrefix}${path}`, leftCell(value)]);
  for (const path of emptied(tree)) lines.push([`${fieldPrefix}${path}`, "{}"]);
  const [item, content] = headColumns;
  const columns = [
    { heading: bilingual(item), kind: "text" as const, choices: [], width: 40 },
    { heading: bilingual(content), kind: "text" as const, choices: [], width: 90 },
  ];
  return { id: "Pack", name: bilingual(headTitle), note: headNote, columns, rows: lines };
};

/** Members that are there although nothing in them is, as obligations may be. */
const emptied = (tree: PackTree): readonly string[] =>
  Object.keys(tree).filter((name) => {
    const value = tree[name];
    if (!isMembers(value)) return false;
    return Object.values(value).every(
      (member) => member === null || (Array.isArray(member) && member.length === 0),
    );
  });

/** False where the value is not what the table holds: then it stays where it is. */
const writeList = (
  writing: Writing,
  {
    layout,
    value,
    keys,
  }: { readonly layout: TableLayout; readonly value: unknown; readonly keys: Taken["keys"] },
): boolean => {
  const records = recordsOf(layout, value);
  if (records === undefined) return false;
  const seen = new Map<string, number>();
  for (const [index, record] of records.entries()) {
    const own = keyOf(layout, { record, number: index + 1, seen });
    writing.rows
      .get(layout.id)
      ?.push(writeRow(writing, { layout, record, keys: [...keys, ...own], number: index + 1 }));
  }
  return true;
};

const recordsOf = (
  layout: TableLayout,
  value: unknown,
): readonly Record<string, unknown>[] | undefined => {
  if (layout.shape === "record")
    return isMembers(value)
      ? Object.entries(value).map(([key, member]) => ({ key, value: member }))
      : undefined;
  if (!Array.isArray(value)) return undefined;
  if (layout.shape === "bare") return value.map((item: unknown) => ({ value: item }));
  return value.every(isMembers) ? value.map(copyOfMembers) : undefined;
};

/** A repeated id gets its number behind a sign that no id holds. */
const keyOf = (
  { key }: TableLayout,
  { record, number, seen }: { record: Taken["record"]; number: number; seen: Map<string, number> },
): Taken["keys"] => {
  if (key === undefined) return [];
  const id = key.by === "id" ? String(valueCell("text", record["id"]) ?? "") : "";
  const count = (seen.get(id) ?? 0) + 1;
  seen.set(id, count);
  const name: Cell = key.by === "number" ? number : count === 1 ? id : `${id}#${count}`;
  return [[bilingual(key.heading), name]];
};

const writeRow = (writing: Writing, { layout, record, keys, number }: Taken): Row => {
  const rest = copyOfMembers(record);
  const above = layout.key === undefined ? keys : keys.slice(0, -1);
  const row: Row = new Map(above);
  if (layout.key?.by === "number") row.set(bilingual(numberHeading), number);
  for (const column of layout.columns) {
    if (!holds(column.when, record)) continue;
    const cell = valueCell(column.kind, memberAt(rest, column.path), column.bareEmpty);
    if (cell === undefined || (cell === "" && row.has(bilingual(column.heading)))) continue;
    row.set(bilingual(column.heading), cell);
    removeAt(rest, column.path);
  }
  for (const child of packTables) {
    if (child.parent !== layout.id || !holds(child.of, record)) continue;
    if (writeList(writing, { layout: child, value: rest[child.at], keys })) delete rest[child.at];
  }
  if (layout.spread !== undefined) spreadFacts(writing, { row, rest, member: layout.spread });
  for (const { path, value } of leftOver(rest, knownPaths(layout, record), ""))
    row.set(`${fieldPrefix}${path}`, leftCell(value));
  return row;
};

const knownPaths = (layout: TableLayout, record: Taken["record"]): readonly string[] =>
  layout.columns.filter(({ when }) => holds(when, record)).map(({ path }) => path);

const spreadFacts = (
  { facts }: Writing,
  { row, rest, member }: { row: Row; rest: Record<string, unknown>; member: string },
): void => {
  const values = rest[member];
  if (!isMembers(values)) return;
  const cells = Object.entries(values).map(
    ([id, value]) => [id, factCell(facts, id, value)] as const,
  );
  if (cells.some(([, cell]) => cell === undefined)) return;
  for (const [id, cell] of cells) row.set(`${factPrefix}${id}`, cell ?? "");
  delete rest[member];
};

/** Here nothing is said in so many words, because no reader is known to take the empty cell for it. */
const leftCell = (value: unknown): Cell =>
  value === null ? "null" : (valueCell("structure", value) ?? "null");

interface Left {
  readonly path: string;
  readonly value: unknown;
}

/** What no column took; null where a column could have said it is nothing. */
const leftOver = (
  rest: Readonly<Record<string, unknown>>,
  known: readonly string[],
  above: string,
): readonly Left[] =>
  Object.entries(rest).flatMap(([name, value]): readonly Left[] => {
    const path = above === "" ? name : `${above}.${name}`;
    const partly = known.some((one) => one.startsWith(`${path}.`));
    if (value === undefined || (value === null && (partly || known.includes(path)))) return [];
    if (partly && isMembers(value)) return leftOver(value, known, path);
    return [{ path, value }];
  });

/** Keys of the rows above, then its columns, then facts, then what is left, each heading once. */
const tableOf = (layout: TableLayout, { rows }: Writing): Table => {
  const list = rows.get(layout.id) ?? [];
  const columns = new Map<string, TableColumn>();
  const add = (
    heading: string,
    { kind = "text", choices = [], width = 16 }: Partial<ColumnLayout>,
  ): void => {
    if (!columns.has(heading)) columns.set(heading, { heading, kind, choices, width });
  };
  for (const heading of keyHeadings(layout)) add(heading, { width: 20 });
  for (const column of layout.columns) add(bilingual(column.heading), column);
  for (const row of list) for (const heading of row.keys()) add(heading, {});
  const headings = [...columns.keys()];
  return {
    id: layout.id,
    name: bilingual(layout.title),
    note: layout.note,
    columns: [...columns.values()],
    rows: list.map((row) => headings.map((heading) => row.get(heading) ?? "")),
  };
};
