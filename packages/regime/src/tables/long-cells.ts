/** Cells that no spreadsheet could hold stand in pieces on a sheet of their own. */

import { cellText, textCell } from "./cell-text.ts";
import type { Cell } from "./cell-value.ts";
import { bilingual } from "./table-layout.ts";
import type { Table } from "./write-tables.ts";

/** A cell of a workbook holds 32,767 characters. */
const maxCell = 32_000;

/** A piece of which every character has to be spelled still fits. */
const pieceLength = 5_000;

export const longTitle = { zh: "长内容", en: "Long content" };
export const longHeadings = [
  { zh: "编号", en: "No." },
  { zh: "片段", en: "Piece" },
] as const;

const note = {
  zh: "放不进一个单元格的内容，分段存放；别处的 \\@编号 指向这里。",
  en: "What does not fit into a cell, in pieces; \\@number elsewhere points here.",
};

/** No text begins so: one that did would have an apostrophe before it. */
const reference = /^\\@(\d+)$/;

export const shortenCells = (tables: readonly Table[]): readonly Table[] => {
  const pieces: Cell[][] = [];
  let count = 0;
  const shorten = (cell: Cell): Cell => {
    if (typeof cell !== "string" || cell.length <= maxCell) return cell;
    count += 1;
    for (let at = 0; at < cell.length; at += pieceLength)
      pieces.push([count, textCell(cell.slice(at, at + pieceLength))]);
    return `\\@${count}`;
  };
  const short = tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => row.map(shorten)),
  }));
  if (pieces.length === 0) return short;
  const columns = longHeadings.map((heading) => ({
    heading: bilingual(heading),
    kind: "text" as const,
    choices: [],
    width: 40,
  }));
  return [...short, { id: "Long", name: bilingual(longTitle), note, columns, rows: pieces }];
};

/** The whole cell where it only points to its pieces; undefined where these are missing. */
export const wholeCell = (
  pieces: ReadonlyMap<string, string>,
  cell: string,
): string | undefined => {
  const number = reference.exec(cell.trim())?.[1];
  return number === undefined ? cell : pieces.get(number);
};

/** By number; of rows that are number and piece. */
export const joinPieces = (rows: readonly (readonly string[])[]): ReadonlyMap<string, string> => {
  const whole = new Map<string, string>();
  for (const [number = "", piece = ""] of rows)
    whole.set(number.trim(), (whole.get(number.trim()) ?? "") + cellText(piece));
  return whole;
};
