/** Finds the tables of an HTML text and tells their rows as they end; tables inside tables are tables of their own. */

import { AppError } from "@fenji/kernel";
import type { SheetRow } from "../questionnaire.ts";
import { HtmlGrid, htmlLimits } from "./html-grid.ts";
import { htmlTokenizer, type HtmlSpans } from "./html-tokens.ts";

/** `table` counts from 1 in the order in which tables begin; rows of an inner one come before the row around it. */
export type HtmlTableEvent =
  | { readonly kind: "row"; readonly table: number; readonly row: SheetRow }
  | { readonly kind: "end"; readonly table: number };

interface OpenTable {
  readonly number: number;
  readonly grid: HtmlGrid;
}

/** XPath-like, and in columns as they stand on the screen: `/table[2]/tr[5]/td[3]`. */
const placeIn = (table: number, row: number, column: number): string =>
  `/table[${table}]/tr[${row}]/td[${column + 1}]`;

const sections = new Set(["thead", "tbody", "tfoot"]);

class Tables {
  readonly #open: OpenTable[] = [];
  #count = 0;
  #told: HtmlTableEvent[] = [];

  take(): HtmlTableEvent[] {
    const told = this.#told;
    this.#told = [];
    return told;
  }

  /** @throws AppError `evidence.html-too-deep` */
  open(name: string, spans: HtmlSpans): void {
    if (name === "table") {
      this.#count += 1;
      if (this.#open.length >= htmlLimits.maxDepth)
        throw new AppError("evidence.html-too-deep", {
          at: placeIn(this.#count, 1, 0),
          limit: htmlLimits.maxDepth,
        });
      this.#open.push({ number: this.#count, grid: new HtmlGrid() });
      return;
    }
    const table = this.#open.at(-1);
    if (table === undefined) return;
    const { grid } = table;
    if (name === "td" || name === "th") {
      if (!grid.isInRow()) grid.startRow();
      grid.startCell(spans);
    } else if (name === "tr") {
      this.#endRow(table);
      grid.startRow();
    } else if (sections.has(name)) {
      this.#endRow(table);
      grid.startSection();
    } else grid.addElement(name);
  }

  /** End tags of cells, rows and sections may be left out; that of a table may not. */
  close(name: string): void {
    const table = this.#open.at(-1);
    if (table === undefined) return;
    if (name === "td" || name === "th") table.grid.endCell();
    else if (name === "tr" || sections.has(name)) this.#endRow(table);
    else if (name === "table") {
      this.#endRow(table);
      this.#open.pop();
      this.#told.push({ kind: "end", table: table.number });
    }
  }

  text(text: string): void {
    this.#open.at(-1)?.grid.addText(text);
  }

  /** @throws AppError `evidence.html-truncated` where a table is still open */
  end(): void {
    const table = this.#open.at(-1);
    if (table === undefined) return;
    const at = placeIn(table.number, Math.max(1, table.grid.row), 0);
    throw new AppError("evidence.html-truncated", { at });
  }

  #endRow({ number, grid }: OpenTable): void {
    const { row } = grid;
    const cells = grid.endRow();
    if (cells === undefined || cells.length === 0) return;
    const placeOf = (column: number): string => placeIn(number, row, column);
    this.#told.push({ kind: "row", table: number, row: { cells, placeOf } });
  }
}

/** Characters taken apart at a time: what a piece tells is gone before the next. */
const pieceCharacters = 16_384;

/** @throws AppError `evidence.html-too-deep`, `evidence.html-truncated` */
export async function* htmlTables(text: AsyncIterable<string>): AsyncGenerator<HtmlTableEvent> {
  const tables = new Tables();
  const tokenizer = htmlTokenizer({
    open: (name, spans) => tables.open(name, spans),
    close: (name) => tables.close(name),
    text: (part) => tables.text(part),
  });
  for await (const piece of text)
    for (let start = 0; start < piece.length; start += pieceCharacters) {
      tokenizer.write(piece.slice(start, start + pieceCharacters));
      yield* tables.take();
    }
  tokenizer.end();
  yield* tables.take();
  tables.end();
}
