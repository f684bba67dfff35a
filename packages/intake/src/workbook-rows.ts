/** Turns one sheet of a workbook into rows of text, as the sheet is unpacked. */

import type { SheetRow } from "@fenji/evidence";
import type { WorkbookArchive } from "./workbook-archive.ts";
import type { WorkbookParts, WorkbookSheet } from "./workbook-parts.ts";
import { workbookXml } from "./workbook-xml.ts";

const maxColumns = 256;
/** What a spreadsheet cell holds; one more says that it was cut. */
export const maxCellLength = 32_768;

export interface Cell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  text: string;
}

interface RowState {
  row: number;
  cells: string[];
  cell: Cell | undefined;
  taking: boolean;
}

/** Rows in the order of the sheet. A formula is the value that it last showed, as text; it is never evaluated. */
export async function* workbookRows(
  archive: WorkbookArchive,
  parts: WorkbookParts,
  sheet: WorkbookSheet,
): AsyncGenerator<SheetRow> {
  const state: RowState = { row: 0, cells: [], cell: undefined, taking: false };
  for await (const event of workbookXml(archive, sheet.part)) {
    if (event.kind === "text") {
      if (state.taking && state.cell !== undefined && state.cell.text.length < maxCellLength) {
        state.cell.text += event.text.slice(0, maxCellLength - state.cell.text.length);
      }
    } else if (event.kind === "open") openElement(state, event.name, event.attributes);
    else if (event.name === "v" || event.name === "t") state.taking = false;
    else if (event.name === "c" && state.cell !== undefined) {
      if (state.cell.column < maxColumns) putCell(state, cellText(state.cell, parts));
      state.cell = undefined;
    } else if (event.name === "row") yield sheetRow(state, sheet.name);
  }
}

const openElement = (
  state: RowState,
  name: string,
  attributes: Readonly<Record<string, string>>,
): void => {
  if (name === "row") {
    state.row = Number(attributes["r"] ?? state.row + 1);
    state.cells = [];
  } else if (name === "c") {
    const column = columnOf(attributes["r"]) ?? state.cells.length;
    state.cell = {
      column,
      type: attributes["t"] ?? "n",
      style: Number(attributes["s"] ?? 0),
      text: "",
    };
  } else if (name === "v" || name === "t") state.taking = state.cell !== undefined;
};

const putCell = (state: RowState, text: string): void => {
  const column = state.cell?.column ?? 0;
  while (state.cells.length < column) state.cells.push("");
  state.cells[column] = text;
};

const sheetRow = (state: RowState, sheet: string): SheetRow => {
  const { row, cells } = state;
  return { cells, placeOf: (column) => `${sheet}!${columnName(column)}${row}` };
};

/** `B3` is column 1. */
export const columnOf = (reference: string | undefined): number | undefined => {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? "")?.[0];
  if (letters === undefined) return undefined;
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
};

export const columnName = (column: number): string => {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
};

export const cellText = (cell: Cell, parts: WorkbookParts): string => {
  switch (cell.type) {
    case "s":
      return parts.strings[Number(cell.text)] ?? "";
    case "b":
      return cell.text === "1" ? "true" : "false";
    case "n":
      return parts.dateStyles[cell.style] === true
        ? dateText(Number(cell.text), parts.from1904) || cell.text
        : cell.text;
    default:
      return cell.text;
  }
};

const dayMs = 86_400_000;
/** Day 0 of the 1900 system falls on 30 December 1899, because that system believes in 29 February 1900. */
const epoch1900 = Date.UTC(1899, 11, 30);
const epoch1904 = Date.UTC(1904, 0, 1);

/** `2026-05-06`, with a time of day only where there is one; "" for a number that is no date. */
const dateText = (serial: number, from1904: boolean): string => {
  if (!Number.isFinite(serial) || serial < 1 || serial > 2_958_465) return "";
  const iso = new Date(
    (from1904 ? epoch1904 : epoch1900) + Math.round(serial * dayMs),
  ).toISOString();
  return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso;
};
