/** Reads the sheets of a pack from a workbook. */

import { AppError } from "@fenji/kernel";
import type { PackProblem, SheetRows } from "@fenji/regime";
import { intakeLimits } from "../intake-limits.ts";
import { openWorkbookArchive } from "../workbook-archive.ts";
import { readWorkbookParts, workbookPart } from "../workbook-parts.ts";
import { readSheetRows } from "./sheet-rows.ts";

export interface SheetsRead {
  readonly sheets: readonly SheetRows[];
  readonly problems: readonly PackProblem[];
}

const maxSheets = 100;

/** `fd` stays the caller's. @throws AppError `evidence.archive-*`, `pack.unknown-format` */
export const readPackWorkbook = async (fd: number, path: string): Promise<SheetsRead> => {
  const archive = await openWorkbookArchive(fd, intakeLimits);
  if (!archive.has(workbookPart)) throw new AppError("pack.unknown-format", { at: path });
  const parts = await readWorkbookParts(archive, intakeLimits);
  const read = [];
  for (const sheet of parts.sheets.slice(0, maxSheets))
    read.push(await readSheetRows(archive, parts, sheet));
  return {
    sheets: read.map(({ sheet }) => sheet),
    problems: read.flatMap(({ problems }) => problems),
  };
};
