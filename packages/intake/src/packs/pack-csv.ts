/** A pack as one CSV file: the first column says which table a line belongs to, its first line has the headings. */

import { AppError } from "@fenji/kernel";
import type { PackTable, SheetRows } from "@fenji/regime";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";

/** With a byte order mark, without which spreadsheet programs take UTF-8 for the local encoding. */
export const packCsv = (tables: readonly PackTable[]): string => {
  const lines = tables.flatMap(({ name, columns, rows }) =>
    [columns.map(({ heading }) => heading), ...rows].map((row) => [name, ...row.map(String)]),
  );
  const width = Math.max(...lines.map((line) => line.length));
  const even = lines.map((line) => [
    ...line,
    ...Array.from({ length: width - line.length }, () => ""),
  ]);
  return stringify(even, { bom: true, record_delimiter: "windows" });
};

/** UTF-8, or what Chinese spreadsheet programs write instead. */
const decode = (bytes: Uint8Array, path: string): string => {
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  throw new AppError("pack.unknown-format", { at: path });
};

const maxRecordCharacters = 4_000_000;

interface Line {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Places count lines of the file; the column of the table's name is the first. @throws AppError `pack.csv-broken` */
export const readPackCsv = (bytes: Uint8Array, path: string): readonly SheetRows[] => {
  const sheets = new Map<string, { row: number; cells: string[] }[]>();
  for (const { record, info } of linesOf(decode(bytes, path), path)) {
    const [name = "", ...cells] = record;
    if (!cells.some((cell) => cell.trim() !== "")) continue;
    const rows = sheets.get(name.trim()) ?? [];
    sheets.set(name.trim(), rows);
    rows.push({ row: info.lines, cells });
  }
  return [...sheets].map(([name, rows]) => ({ name, rows }));
};

const linesOf = (text: string, path: string): readonly Line[] => {
  try {
    return parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: maxRecordCharacters,
    }) as unknown[] as Line[];
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 200) : "";
    throw new AppError("pack.csv-broken", { at: path, detail }, { cause: error });
  }
};
