/** Splits CSV (RFC 4180, any of three delimiters) into rows as it arrives, at bounded memory. */

import { AppError } from "@fenji/kernel";

export type CsvDelimiter = "," | ";" | "\t";

export const csvDelimiters: readonly CsvDelimiter[] = [",", ";", "\t"];

export const csvLimits = {
  /** Characters of one cell: what a spreadsheet cell holds. More is cut. */
  maxCellLength: 32_767,
  /** Cells of one row. More are dropped. */
  maxCells: 256,
} as const;

export interface CsvRow {
  /** Line of the file on which the row begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

type State = "start" | "plain" | "quoted" | "quoteInQuoted";

export interface CsvScanner {
  readonly delimiter: CsvDelimiter;
  state: State;
  cell: string;
  cells: string[];
  line: number;
  rowLine: number;
  /** Where the quote was opened that is open now. */
  quoteLine: number;
  quoteCell: number;
  /** The last character was a carriage return; a line feed after it belongs to the same line end. */
  afterReturn: boolean;
}

export const createCsvScanner = (delimiter: CsvDelimiter): CsvScanner => ({
  delimiter,
  state: "start",
  cell: "",
  cells: [],
  line: 1,
  rowLine: 1,
  quoteLine: 1,
  quoteCell: 1,
  afterReturn: false,
});

/** The rows that end within the next piece. */
export function* scanCsv(scanner: CsvScanner, piece: string): Generator<CsvRow> {
  let index = 0;
  while (index < piece.length) {
    const character = piece.charAt(index);
    if (scanner.state === "quoted") {
      index = scanQuoted(scanner, piece, index);
      continue;
    }
    if (scanner.state === "start" && character === '"') {
      scanner.state = "quoted";
      scanner.quoteLine = scanner.line;
      scanner.quoteCell = scanner.cells.length + 1;
      index += 1;
    } else if (scanner.state === "quoteInQuoted" && character === '"') {
      append(scanner, '"');
      scanner.state = "quoted";
      index += 1;
    } else if (character === scanner.delimiter) {
      endCell(scanner);
      index += 1;
    } else if (character === "\n" || character === "\r") {
      if (character === "\r" || !scanner.afterReturn) yield endRow(scanner);
      scanner.afterReturn = character === "\r";
      index += 1;
      continue;
    } else index = scanPlain(scanner, piece, index);
    scanner.afterReturn = false;
  }
}

/** The row that the end of the file ends, if any. @throws AppError `evidence.csv-unclosed-quote` */
export const endCsv = (scanner: CsvScanner): CsvRow | undefined => {
  if (scanner.state === "quoted") {
    throw new AppError("evidence.csv-unclosed-quote", {
      at: `${scanner.quoteLine}:${scanner.quoteCell}`,
    });
  }
  return scanner.state === "start" && scanner.cells.length === 0 ? undefined : endRow(scanner);
};

const append = (scanner: CsvScanner, part: string): void => {
  const room = csvLimits.maxCellLength + 1 - scanner.cell.length;
  if (room > 0) scanner.cell += part.slice(0, room);
};

/** Up to the next quote; the line ends on the way belong to the cell. */
const scanQuoted = (scanner: CsvScanner, piece: string, start: number): number => {
  const quote = piece.indexOf('"', start);
  const end = quote < 0 ? piece.length : quote;
  for (let index = start; index < end; index += 1) {
    const code = piece.charCodeAt(index);
    if (code === 13 || (code === 10 && !scanner.afterReturn)) scanner.line += 1;
    scanner.afterReturn = code === 13;
  }
  append(scanner, piece.slice(start, end));
  if (quote < 0) return end;
  scanner.state = "quoteInQuoted";
  scanner.afterReturn = false;
  return end + 1;
};

/** Up to the next delimiter or line end; a quote inside is an ordinary character. */
const scanPlain = (scanner: CsvScanner, piece: string, start: number): number => {
  let index = start;
  while (index < piece.length) {
    const character = piece.charAt(index);
    if (character === scanner.delimiter || character === "\n" || character === "\r") break;
    index += 1;
  }
  append(scanner, piece.slice(start, index));
  scanner.state = "plain";
  return index;
};

const endCell = (scanner: CsvScanner): void => {
  if (scanner.cells.length < csvLimits.maxCells) scanner.cells.push(scanner.cell);
  scanner.cell = "";
  scanner.state = "start";
};

const endRow = (scanner: CsvScanner): CsvRow => {
  endCell(scanner);
  const row: CsvRow = { line: scanner.rowLine, cells: scanner.cells };
  scanner.cells = [];
  scanner.line += 1;
  scanner.rowLine = scanner.line;
  return row;
};
