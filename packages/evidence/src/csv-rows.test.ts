/** CSV: what was written comes back, with the line it stood on, however the text is cut. */

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  createCsvScanner,
  csvDelimiters,
  csvLimits,
  endCsv,
  scanCsv,
  type CsvDelimiter,
  type CsvRow,
} from "./csv-rows.ts";

const rowsOf = (text: string, delimiter: CsvDelimiter, size = 65_536): CsvRow[] => {
  const scanner = createCsvScanner(delimiter);
  const rows: CsvRow[] = [];
  for (let start = 0; start < text.length; start += size)
    rows.push(...scanCsv(scanner, text.slice(start, start + size)));
  const last = endCsv(scanner);
  return last === undefined ? rows : [...rows, last];
};

const cell = fc.string({
  unit: fc.constantFrom("a", "工", " ", '"', ",", ";", "\t", "\n", "\r", "=", "\r\n"),
  maxLength: 6,
});
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 5,
});

test("cells survive quoting, any delimiter, any line end, any cut", () => {
  const lineEnd = fc.constantFrom("\n", "\r\n", "\r");
  const size = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(
      table,
      fc.constantFrom(...csvDelimiters),
      lineEnd,
      size,
      (rows, delimiter, end, cut) => {
        const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = rows.map((cells) => cells.map(quote).join(delimiter) + end).join("");
        expect(rowsOf(text, delimiter, cut).map((row) => row.cells)).toEqual(rows);
      },
    ),
    { numRuns: 500 },
  );
});

test("the same rows and lines for any cut, also of text that nobody quoted rightly", () => {
  fc.assert(
    fc.property(cell, cell, fc.integer({ min: 1, max: 5 }), (a, b, cut) => {
      const text = `${a}\r\n${b},x\n"y\r\nz"\r\nlast`;
      const outcome = (size: number): unknown => {
        try {
          return rowsOf(text, ",", size);
        } catch (error) {
          return String(error);
        }
      };
      expect(outcome(cut)).toEqual(outcome(1_000));
    }),
    { numRuns: 500 },
  );
});

test("rows know the line on which they begin", () => {
  expect(rowsOf('a\n"b\nb"\r\n\r\nc', ",").map((row) => row.line)).toEqual([1, 2, 4, 5]);
});

test("a quote that stays open is named where it was opened", () => {
  expect(() => rowsOf('a,b\nc,"d\ne\nf', ",")).toThrow(
    expect.objectContaining({ params: { at: "2:2" } }),
  );
});

test("cells and rows are bounded", () => {
  const [long] = rowsOf(`${"x".repeat(100_000)}\n`, ",");
  expect(long?.cells[0]).toHaveLength(csvLimits.maxCellLength + 1);
  const [wide] = rowsOf(`${",".repeat(1_000)}\n`, ",");
  expect(wide?.cells).toHaveLength(csvLimits.maxCells);
});
