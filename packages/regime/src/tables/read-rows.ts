/** Reads the rows of one table into the records that they belong to. */

import type { LocalizedText } from "@fenji/kernel";
import { cellText } from "./cell-text.ts";
import { cellValue, type CellReading } from "./cell-value.ts";
import { factKind, factValue } from "./fact-cells.ts";
import { matchHeadings, type HeadingUse } from "./match-headings.ts";
import type { Parent, Reading, SheetRows } from "./reading.ts";
import { bilingual, holds, type TableLayout } from "./table-layout.ts";
import {
  cellProblem,
  notForThisRow,
  repeatedRow,
  unknownHeading,
  unknownParent,
} from "./table-problems.ts";
import { copyOfMembers, memberAt, putAt, textIn } from "./tree-path.ts";
import { parentsOf } from "./table-keys.ts";

interface Row {
  readonly sheet: string;
  readonly row: number;
  readonly cells: readonly string[];
  readonly uses: readonly HeadingUse[];
  /** Names of the rows above it. */
  readonly keys: readonly string[];
}

export const readRows = (reading: Reading, layout: TableLayout, sheet: SheetRows): void => {
  if (sheet.rows.length === 0) return;
  const uses = matchHeadings(layout, sheet, reading.problems);
  const filled = sheet.rows
    .slice(1)
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  for (const { row, cells } of filled) {
    const keys = uses.flatMap((use, index) =>
      use.kind === "key" ? [{ level: use.level, text: cellText(cells[index] ?? "") }] : [],
    );
    const names = keys.toSorted((a, b) => a.level - b.level).map(({ text }) => text);
    readRow(reading, layout, { sheet: sheet.name, row, cells, uses, keys: names });
  }
};

const placeOf = ({ sheet, row }: Row, column: number) => ({ sheet, row, column });

const joined = (keys: readonly string[]): string => keys.join("\u0000");

const readRow = (reading: Reading, layout: TableLayout, row: Row): void => {
  const parent = parentOf(reading, layout, row);
  if (parent === undefined) return;
  const record = copyOfMembers(layout.blank ?? {});
  const read = new Map<string, number>();
  const inOrder = [...row.uses.entries()].toSorted(([, a], [, b]) => turn(a) - turn(b));
  for (const [index, use] of inOrder) readCell(reading, layout, { row, index, use, record, read });
  const path = attach(reading, layout, { parent, record, row });
  if (path === undefined) return;
  reading.origins.set(path, placeOf(row, 1));
  for (const [member, index] of read)
    reading.origins.set(
      layout.shape === "list" ? `${path}.${member}` : path,
      placeOf(row, index + 1),
    );
  register(reading, layout, { row, record, path });
};

/** What other columns depend on is read first. */
const turn = (use: HeadingUse): number =>
  use.kind === "columns" && use.columns.every(({ when }) => when === undefined) ? 0 : 1;

interface CellAt {
  readonly row: Row;
  readonly index: number;
  readonly use: HeadingUse;
  readonly record: Record<string, unknown>;
  /** Which column said which member. */
  readonly read: Map<string, number>;
}

const readCell = (reading: Reading, layout: TableLayout, at: CellAt): void => {
  const { row, index, use, record, read } = at;
  const cell = row.cells[index] ?? "";
  if (cell.trim() === "") return;
  const say = (message: LocalizedText): void =>
    void reading.problems.push(cellProblem(placeOf(row, index + 1), message));
  /** What is wrong with the heading is wrong at its every row. */
  const sayOnce = (message: LocalizedText): void => {
    const known = reading.problems.some(
      ({ file, column, message: { en } }) =>
        file === row.sheet && column === index + 1 && en === message.en,
    );
    if (!known) say(message);
  };
  const take = (path: string, value: CellReading): void => {
    if ("problem" in value) say(value.problem);
    else putAt(record, path, value.value);
    read.set(path, index);
  };
  if (use.kind === "field") take(use.path, cellValue("structure", cell));
  if (use.kind === "fact") {
    const facts = memberAt(reading.tree, "grading.facts");
    const list: readonly unknown[] = Array.isArray(facts) ? facts : [];
    const kind = factKind(list, use.id);
    const path = layout.spread ?? "";
    if (kind === undefined) {
      const known = list.map((fact) => textIn(fact, "id"));
      if (!reading.absent.has("Facts")) sayOnce(unknownHeading(use.id, known));
      return;
    }
    takeFact(factValue(kind, cell), { id: use.id, values: memberAt(record, path), say });
    read.set(`${path}.${use.id}`, index);
  }
  if (use.kind !== "columns") return;
  const column = use.columns.find(({ when }) => holds(when, record));
  if (column !== undefined) take(column.path, cellValue(column.kind, cell));
  else say(notForThisRow(use.heading, textIn(record, use.columns[0]?.when?.member ?? "") || "?"));
};

/** Ids of facts may have dots, so they are no path. */
const takeFact = (
  reading: CellReading,
  { id, values, say }: { id: string; values: unknown; say: (message: LocalizedText) => void },
): void => {
  if ("problem" in reading) say(reading.problem);
  else if (typeof values === "object" && values !== null)
    Object.defineProperty(values, id, {
      value: reading.value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
};

/** The pack itself for tables that belong to no other. */
const parentOf = (reading: Reading, layout: TableLayout, row: Row): Parent | undefined => {
  if (layout.parent === undefined) return { record: reading.tree, path: "" };
  const known = reading.parents.get(layout.parent) ?? new Map<string, Parent>();
  const found = known.get(joined(row.keys));
  if (found !== undefined || reading.absent.has(layout.parent)) return found;
  const level = Math.max(0, row.keys.length - 1);
  const column = row.uses.findIndex((use) => use.kind === "key" && use.level === level);
  const above = row.keys.slice(0, -1);
  const siblings = [...known.keys()]
    .map((key) => key.split("\u0000"))
    .filter((keys) => joined(keys.slice(0, -1)) === joined(above))
    .map((keys) => keys.at(-1) ?? "");
  const heading = parentsOf(layout).at(-1)?.title;
  const what = heading === undefined ? "" : bilingual(heading);
  const message = unknownParent(what, row.keys.join(" / "), siblings);
  reading.problems.push(cellProblem(placeOf(row, Math.max(1, column + 1)), message));
  return undefined;
};

interface Attached {
  readonly parent: Parent;
  readonly record: Record<string, unknown>;
  readonly row: Row;
}

/** Where it now stands; undefined where it may not stand twice. */
const attach = (
  reading: Reading,
  layout: TableLayout,
  { parent, record, row }: Attached,
): string | undefined => {
  const at = parent.path === "" ? layout.at : `${parent.path}.${layout.at}`;
  const there = memberAt(parent.record, layout.at);
  if (!reading.origins.has(at)) reading.origins.set(at, placeOf(row, 1));
  if (layout.shape === "record") {
    const values: Record<string, unknown> =
      typeof there === "object" && there !== null ? (there as Record<string, unknown>) : {};
    const key = textIn(record, "key");
    if (Object.hasOwn(values, key)) {
      reading.problems.push(cellProblem(placeOf(row, 1), repeatedRow(key)));
      return undefined;
    }
    Object.defineProperty(values, key, {
      value: record["value"] ?? null,
      enumerable: true,
      writable: true,
      configurable: true,
    });
    if (values !== there) putAt(parent.record, layout.at, values);
    return `${at}.${key}`;
  }
  const list: unknown[] = Array.isArray(there) ? there : [];
  list.push(layout.shape === "bare" ? (record["value"] ?? null) : record);
  if (list !== there) putAt(parent.record, layout.at, list);
  return `${at}.${list.length - 1}`;
};

/** Rows that share an id are told apart as they were written. */
const register = (
  reading: Reading,
  layout: TableLayout,
  { row, record, path }: { row: Row; record: Record<string, unknown>; path: string },
): void => {
  if (layout.key === undefined) return;
  const known = reading.parents.get(layout.id) ?? new Map<string, Parent>();
  reading.parents.set(layout.id, known);
  const numbered = row.uses.findIndex((use) => use.kind === "number");
  const own = layout.key.by === "id" ? textIn(record, "id") : cellText(row.cells[numbered] ?? "");
  let name = own;
  for (let count = 2; known.has(joined([...row.keys, name])); count += 1) name = `${own}#${count}`;
  if (name !== own && layout.key.by === "number")
    reading.problems.push(cellProblem(placeOf(row, numbered + 1), repeatedRow(own)));
  known.set(joined([...row.keys, name]), { record, path });
};
