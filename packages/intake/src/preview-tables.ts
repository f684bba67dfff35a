/** The headings and first rows of a table file, sheet by sheet, for people who say what its columns hold. */

import {
  bufferHead,
  isHtml,
  openCsvTable,
  openHtml,
  type HtmlTableEvent,
  type ReadContext,
  type SheetRow,
} from "@fenji/evidence";
import { AppError } from "@fenji/kernel";
import { archiveKind } from "./archives/archive-kind.ts";
import { spool } from "./archives/spool.ts";
import { openWorkbookArchive } from "./workbook-archive.ts";
import { intakeLimits, type IntakeLimits } from "./intake-limits.ts";
import { readWorkbookParts } from "./workbook-parts.ts";
import { workbookRows } from "./workbook-rows.ts";

export interface TablePreview {
  /** Of a workbook, or `table[2]` of a page; null: the file is one table. */
  readonly sheet: string | null;
  readonly headings: readonly string[];
  /** Place of the first heading. */
  readonly headingAt: string;
  /** Below the headings; `places` are those of the cells. */
  readonly rows: readonly {
    readonly cells: readonly string[];
    readonly places: readonly string[];
  }[];
}

const shown = { rows: 30, sheets: 20, headingRows: 10, cell: 300 } as const;

/** Enough to tell an archive or a page by. */
const headBytes = 4_096;

/** The first element of a page is ASCII in every encoding; in UTF-16 with zeros between. */
const beginning = (head: Uint8Array): string =>
  String.fromCharCode(...head.filter((byte) => byte !== 0)).replace(/^(?:ï»¿|ÿþ|þÿ)/, "");

const cut = (cells: readonly string[]): string[] =>
  cells.map((cell) => cell.toWellFormed().slice(0, shown.cell));

const filled = ({ cells }: SheetRow): number => cells.filter((cell) => cell.trim() !== "").length;

/** The heading row is the first of the widest among the first ten: titles above it fill fewer cells. */
const previewOf = async (
  sheet: string | null,
  rows: AsyncIterable<SheetRow>,
): Promise<TablePreview | undefined> => {
  const first: SheetRow[] = [];
  for await (const row of rows) {
    if (filled(row) > 0) first.push(row);
    if (first.length >= shown.headingRows + shown.rows) break;
  }
  const top = first.slice(0, shown.headingRows);
  const widest = Math.max(0, ...top.map(filled));
  const index = top.findIndex((row) => filled(row) === widest);
  const heading = first[index];
  if (heading === undefined || widest < 2) return undefined;
  return {
    sheet,
    headings: cut(heading.cells),
    headingAt: heading.placeOf(0),
    rows: first.slice(index + 1, index + 1 + shown.rows).map((row) => ({
      cells: cut(row.cells),
      places: row.cells.map((_, column) => row.placeOf(column)),
    })),
  };
};

async function* sheetPreviews(fd: number, limits: IntakeLimits): AsyncGenerator<TablePreview> {
  const archive = await openWorkbookArchive(fd, limits);
  const parts = await readWorkbookParts(archive, limits);
  for (const sheet of parts.sheets.filter(({ hidden }) => !hidden).slice(0, shown.sheets)) {
    const preview = await previewOf(sheet.name, workbookRows(archive, parts, sheet));
    if (preview !== undefined) yield preview;
  }
}

const shownRows = shown.headingRows + shown.rows;

/** Tables of a page whose first rows are kept until the page ends or enough tables have begun. */
const maxTables = 200;

/** First rows of each table, in the order in which tables begin: an inner one ends before the one around it. */
const firstRows = async (
  events: AsyncIterable<HtmlTableEvent>,
): Promise<ReadonlyMap<number, readonly SheetRow[]>> => {
  const tables = new Map<number, SheetRow[]>();
  for await (const event of events) {
    if (event.kind === "end") continue;
    const rows = tables.get(event.table) ?? [];
    if (rows.length < shownRows) rows.push(event.row);
    tables.set(event.table, rows);
    if (tables.size >= maxTables) break;
  }
  return new Map([...tables].toSorted(([a], [b]) => a - b));
};

async function* given(rows: readonly SheetRow[]): AsyncGenerator<SheetRow> {
  yield* rows;
}

const pagePreviews = async (
  bytes: AsyncIterable<Uint8Array>,
  context: ReadContext,
): Promise<TablePreview[]> => {
  const opened = await openHtml(bytes, context);
  if (opened === undefined) return [];
  const found: TablePreview[] = [];
  for (const [number, rows] of await firstRows(opened.tables)) {
    const preview = await previewOf(`table[${number}]`, given(rows));
    if (preview !== undefined) found.push(preview);
    if (found.length >= shown.sheets) break;
  }
  return found;
};

/** @throws AppError `evidence.*`; `evidence.not-a-table` where nothing in it is one */
export const previewTables = async (
  bytes: AsyncIterable<Uint8Array>,
  context: ReadContext,
  limits: IntakeLimits = intakeLimits,
): Promise<TablePreview[]> => {
  const opened = await bufferHead(bytes, headBytes);
  const found: TablePreview[] = [];
  if (archiveKind(opened.head) === "zip") {
    const file = await spool(opened.bytes);
    try {
      for await (const preview of sheetPreviews(file.fd, limits)) found.push(preview);
    } finally {
      await file.close();
    }
  } else if (isHtml(beginning(opened.head)))
    found.push(...(await pagePreviews(opened.bytes, context)));
  else {
    const preview = await previewOf(null, await openCsvTable(opened.bytes, context));
    if (preview !== undefined) found.push(preview);
  }
  if (found.length === 0) throw new AppError("evidence.not-a-table", { at: "1:1" });
  return found;
};
