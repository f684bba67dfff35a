/** A list as CSV, in UTF-8, UTF-16 or GB18030, with any of three delimiters. */

import {
  createCsvScanner,
  csvDelimiters,
  detectEncoding,
  endCsv,
  scanCsv,
  type CsvDelimiter,
  type EncodingLabel,
} from "@fenji/evidence";
import { AppError } from "@fenji/kernel";
import { holdsText, type ListBatch, type ListRow } from "./list-row.ts";

interface CsvKind {
  readonly encoding: EncodingLabel;
  readonly delimiter: CsvDelimiter;
}

/** The delimiter that the first lines hold most of. */
const delimiterOf = (text: string): CsvDelimiter => {
  const head = text.split(/\r?\n/, 20).join("\n");
  const count = (delimiter: string): number => head.split(delimiter).length;
  return csvDelimiters.toSorted((a, b) => count(b) - count(a))[0] ?? ",";
};

/** @throws AppError `list.not-a-list` for bytes that are no text. */
export const csvKindOf = (head: Uint8Array): CsvKind => {
  const encoding = detectEncoding(head)?.label;
  if (encoding === undefined) throw new AppError("list.not-a-list", {});
  const text = new TextDecoder(encoding).decode(head, { stream: true });
  return { encoding, delimiter: delimiterOf(text) };
};

const sliceBytes = 65_536;

/** @throws AppError `list.open-quote` naming the line. */
export async function* readCsvList(
  bytes: AsyncIterable<Uint8Array>,
  { encoding, delimiter }: CsvKind,
): AsyncGenerator<ListBatch> {
  const decoder = new TextDecoder(encoding);
  const scanner = createCsvScanner(delimiter);
  const take = (text: string): ListBatch => {
    const rows: ListRow[] = [];
    for (const { line, cells } of scanCsv(scanner, text))
      if (holdsText(cells)) rows.push({ row: line, cells, formulas: [] });
    return { rows, merged: [] };
  };
  for await (const chunk of bytes)
    for (let start = 0; start < chunk.length; start += sliceBytes)
      yield take(decoder.decode(chunk.subarray(start, start + sliceBytes), { stream: true }));
  yield take(decoder.decode());
  if (scanner.state === "quoted") throw new AppError("list.open-quote", { row: scanner.quoteLine });
  const last = endCsv(scanner);
  if (last !== undefined && holdsText(last.cells))
    yield { rows: [{ row: last.line, cells: last.cells, formulas: [] }], merged: [] };
}
