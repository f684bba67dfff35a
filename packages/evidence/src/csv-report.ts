/** Makes a reader from the description of a CSV report with a row of headings. */

import type { LocalizedText } from "@fenji/kernel";
import {
  createCsvScanner,
  csvDelimiters,
  endCsv,
  scanCsv,
  type CsvDelimiter,
  type CsvRow,
} from "./csv-rows.ts";
import { openText } from "./open-text.ts";
import type { ByteStream, ReadContext, ReadEvent, Reader } from "./reader.ts";

/** A row by its headings; a heading that the row is too short for is "". */
export interface CsvRecord {
  /** Line of the file on which the row begins, from 1. */
  readonly line: number;
  readonly cell: (heading: string) => string;
  /** `line:column`, columns counted in cells from 1. */
  readonly at: (heading: string) => string;
}

export interface CsvReport<State> {
  readonly format: string;
  readonly name: LocalizedText;
  readonly versions: readonly string[];
  /** Whether these cells are the headings; asked for the first rows. Cells come trimmed. */
  readonly isHeading: (cells: readonly string[]) => boolean;
  readonly start: (context: ReadContext) => State;
  readonly take: (state: State, record: CsvRecord) => Iterable<ReadEvent>;
  readonly end: (state: State) => Iterable<ReadEvent>;
}

/** Exports put a few lines of their own before the headings. */
const headingRows = 20;

export const csvReader = <State>(report: CsvReport<State>): Reader => ({
  format: report.format,
  name: report.name,
  versions: report.versions,
  media: ["text/csv"],
  detect: (head) => delimiterOf(report, head) !== undefined,
  read: (bytes, context) => readCsvReport(report, bytes, context),
});

const trimmed = (row: CsvRow): string[] => row.cells.map((cell) => cell.trim());

const delimiterOf = <State>(report: CsvReport<State>, head: string): CsvDelimiter | undefined =>
  csvDelimiters.find((delimiter) => {
    let rows = 0;
    for (const row of scanCsv(createCsvScanner(delimiter), `${head.replace(/^\uFEFF/, "")}\n`)) {
      if (report.isHeading(trimmed(row))) return true;
      rows += 1;
      if (rows >= headingRows) return false;
    }
    return false;
  });

async function* readCsvReport<State>(
  report: CsvReport<State>,
  bytes: ByteStream,
  context: ReadContext,
): AsyncGenerator<ReadEvent> {
  const { encoding, head, text } = await openText(bytes, context);
  if (encoding.guessed)
    yield { kind: "warning", code: "encoding-guessed", at: "1:1", detail: encoding.label };
  const state = report.start(context);
  const scanner = createCsvScanner(delimiterOf(report, head) ?? ",");
  const rows = recordsOf(report);
  for await (const piece of text)
    for (const row of scanCsv(scanner, piece)) yield* rows(state, row);
  const last = endCsv(scanner);
  if (last !== undefined) yield* rows(state, last);
  yield* report.end(state);
}

const recordsOf = <State>(report: CsvReport<State>) => {
  let columns: ReadonlyMap<string, number> | undefined;
  return function* take(state: State, row: CsvRow): Generator<ReadEvent> {
    const cells = trimmed(row);
    if (columns === undefined) {
      if (report.isHeading(cells)) columns = new Map(cells.map((name, index) => [name, index]));
      return;
    }
    if (cells.every((cell) => cell === "")) return;
    const known = columns;
    yield* report.take(state, {
      line: row.line,
      cell: (heading) => cells[known.get(heading) ?? -1] ?? "",
      at: (heading) => `${row.line}:${(known.get(heading) ?? 0) + 1}`,
    });
  };
};
