/** The headings and first rows of a table file, sheet by sheet, for people who say what its columns hold. */

import { bufferHead, openCsvTable, type ReadContext, type SheetRow } from "@fenji/evidence";
import { AppError } from "@fenji/kernel";
import { archiveKind, kindBytes } from "./archives/archive-kind.ts";
import { spool } from "./archives/spool.ts";
import { openWorkbookArchive } from "./workbook-archive.ts";
import { intakeLimits, type IntakeLimits } from "./intake-limits.ts";
import { readWorkbookParts } from "./workbook-parts.ts";
import { workbookRows } from "./workbook-rows.ts";

export interface TablePreview {
  /** Of a workbook; null: the file is one table. */
  readonly sheet: string | null;
  readonly headings: readonly string[];
  /** Below the headings; `at` is the place of the first cell. */
  readonly rows: readonly { readonly cells: readonly string[]; readonly at: string }[];
}

const shown = { rows: 30, sheets: 20, headingRows: 10, cell: 300 } as const;

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
    rows: first
      .slice(index + 1, index + 1 + shown.rows)
      .map((row) => ({ cells: cut(row.cells), at: row.placeOf(0) })),
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

/** @throws AppError `evidence.*`; `evidence.not-a-table` where nothing in it is one */
export const previewTables = async (
  bytes: AsyncIterable<Uint8Array>,
  context: ReadContext,
  limits: IntakeLimits = intakeLimits,
): Promise<TablePreview[]> => {
  const opened = await bufferHead(bytes, kindBytes);
  const found: TablePreview[] = [];
  if (archiveKind(opened.head) === "zip") {
    const file = await spool(opened.bytes);
    try {
      for await (const preview of sheetPreviews(file.fd, limits)) found.push(preview);
    } finally {
      await file.close();
    }
  } else {
    const preview = await previewOf(null, await openCsvTable(opened.bytes, context));
    if (preview !== undefined) found.push(preview);
  }
  if (found.length === 0) throw new AppError("evidence.not-a-table", { at: "1:1" });
  return found;
};
