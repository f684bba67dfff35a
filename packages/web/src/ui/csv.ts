/** Tables as CSV that a spreadsheet opens without running anything in them. */

import { saveText } from "./save-text.ts";

export type Cell = string | number | null;

/** A spreadsheet takes these openings for a formula; an apostrophe makes them text (CWE-1236). */
const formulaStart = /^[\t\r ]*[=+\-@＝＋－＠]/;

const cellText = (cell: Cell): string => {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const safe = formulaStart.test(cell) || /^[\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** RFC 4180 with CRLF, and a byte order mark so that spreadsheets read it as UTF-8. */
export const toCsv = (rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cellText).join(",")}\r\n`).join("")}`;

export const downloadCsv = (name: string, rows: readonly (readonly Cell[])[]): void =>
  saveText(name, toCsv(rows), "text/csv");
