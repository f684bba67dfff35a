/** Lays the cells of one HTML table out in rows and columns, as they would stand on a screen. */

import { csvLimits } from "../csv-rows.ts";
import type { HtmlSpans } from "./html-tokens.ts";

export const htmlLimits = {
  /** Characters of one cell. More are cut. */
  maxCellLength: 8_192,
  /** Columns of a table. More are dropped. */
  maxColumns: csvLimits.maxCells,
  /** Tables inside one another. */
  maxDepth: 16,
} as const;

/** A cell that reaches down over the rows below. */
interface Hanging {
  readonly text: string;
  rows: number;
}

interface OpenCell {
  readonly columns: number;
  readonly rows: number;
  text: string;
}

/** What a span asks for; 0 in `rowspan` means to the end of the section, and what is no number means 1. */
const spanOf = (written: string | undefined, most: number): number => {
  const found = /^\s*\+?(\d{1,6})/.exec(written ?? "");
  return found === null ? 1 : Math.min(Number(found[1]), most);
};

const breaking = new Set(["br", "p", "div", "li", "hr"]);

export class HtmlGrid {
  /** Rows so far, from 1; the row that is open is the last of them. */
  row = 0;
  #cells: string[] | undefined;
  #cell: OpenCell | undefined;
  readonly #hanging: (Hanging | undefined)[] = [];

  /** Cells of the row that ends here; undefined where none is open. A cell over several rows says the same in each of them. */
  endRow(): readonly string[] | undefined {
    this.endCell();
    const cells = this.#cells;
    if (cells === undefined) return undefined;
    while (cells.length < this.#hanging.length) if (!this.#hang(cells)) cells.push("");
    this.#cells = undefined;
    return cells;
  }

  startRow(): void {
    this.row += 1;
    this.#cells = [];
  }

  /** Cells reach no further down than their section. */
  startSection(): void {
    this.#hanging.length = 0;
  }

  isInRow(): boolean {
    return this.#cells !== undefined;
  }

  /** Only inside a row. */
  startCell(spans: HtmlSpans): void {
    this.endCell();
    const cells = this.#cells;
    if (cells === undefined) return;
    while (this.#hang(cells));
    if (cells.length >= htmlLimits.maxColumns) return;
    const rows = spanOf(spans.rowspan, 65_534);
    this.#cell = {
      columns: Math.max(1, spanOf(spans.colspan, 1_000)),
      rows: rows === 0 ? Number.POSITIVE_INFINITY : rows,
      text: "",
    };
  }

  /** The text stands in the first of the columns that a cell reaches over. */
  endCell(): void {
    const [cell, cells] = [this.#cell, this.#cells];
    this.#cell = undefined;
    if (cell === undefined || cells === undefined) return;
    const text = cell.text
      .replaceAll(/[^\S\n]+/g, " ")
      .replaceAll(/ ?\n[ \n]*/g, "\n")
      .trim();
    for (let at = 0; at < cell.columns && cells.length < htmlLimits.maxColumns; at += 1) {
      const part = at === 0 ? text : "";
      if (cell.rows > 1) this.#hanging[cells.length] = { text: part, rows: cell.rows - 1 };
      cells.push(part);
    }
  }

  addText(text: string): void {
    this.#append(text.replaceAll(/\s+/g, " "));
  }

  /** The start of an element inside a cell. */
  addElement(name: string): void {
    if (breaking.has(name)) this.#append("\n");
  }

  #append(text: string): void {
    const cell = this.#cell;
    if (cell === undefined) return;
    const room = htmlLimits.maxCellLength - cell.text.length;
    if (room > 0) cell.text += text.slice(0, room);
  }

  #hang(cells: string[]): boolean {
    const hanging = this.#hanging[cells.length];
    if (hanging === undefined) return false;
    hanging.rows -= 1;
    if (hanging.rows <= 0) this.#hanging[cells.length] = undefined;
    cells.push(hanging.text);
    return true;
  }
}
