/** Opens a list of things, one a row, whether CSV or a workbook, and says what its sheets are. */

import { open, type FileHandle } from "node:fs/promises";
import { AppError } from "@fenji/kernel";
import { intakeLimits, type IntakeLimits } from "../intake-limits.ts";
import { openWorkbookArchive } from "../workbook-archive.ts";
import { readWorkbookParts, workbookPart } from "../workbook-parts.ts";
import { csvKindOf, readCsvList } from "./csv-list.ts";
import type { ListBatch } from "./list-row.ts";
import { readSheetList } from "./sheet-list.ts";

export type { ListBatch, ListRow } from "./list-row.ts";

export interface ListSheet {
  /** Of the sheet; of a CSV file its encoding. */
  readonly name: string;
  readonly read: () => AsyncGenerator<ListBatch>;
}

export interface OpenedList {
  /** Visible sheets in their order; one for CSV. */
  readonly sheets: readonly ListSheet[];
  readonly close: () => Promise<void>;
}

/** A list of a nation's firms is larger than any report; its texts differ from row to row. */
const listLimits: IntakeLimits = {
  ...intakeLimits,
  maxPartBytes: 2 * 1024 ** 3,
  maxSharedStrings: 8_000_000,
  maxSharedCharacters: 128 * 1024 ** 2,
};

const headBytes = 65_536;

const openWorkbookList = async (file: FileHandle): Promise<readonly ListSheet[]> => {
  const archive = await openWorkbookArchive(file.fd, listLimits);
  if (!archive.has(workbookPart)) throw new AppError("list.not-a-list", {});
  const parts = await readWorkbookParts(archive, listLimits);
  return parts.sheets
    .filter(({ hidden }) => !hidden)
    .map((sheet) => ({ name: sheet.name, read: () => readSheetList(archive, parts, sheet) }));
};

const isArchive = (head: Uint8Array): boolean => head[0] === 0x50 && head[1] === 0x4b;

const sheetsOf = async (file: FileHandle, path: string): Promise<readonly ListSheet[]> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
  const head = buffer.subarray(0, bytesRead);
  if (head.length === 0) throw new AppError("list.empty", {});
  if (isArchive(head)) return openWorkbookList(file);
  const kind = csvKindOf(head);
  const read = async function* (): AsyncGenerator<ListBatch> {
    const again = await open(path);
    yield* readCsvList(again.createReadStream({ highWaterMark: 256 * 1024 }), kind);
  };
  return [{ name: kind.encoding, read }];
};

/** @throws AppError `list.not-a-list`, `list.empty`, `evidence.archive-*`. */
export const openList = async (path: string): Promise<OpenedList> => {
  const file = await open(path);
  try {
    return { sheets: await sheetsOf(file, path), close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
};
