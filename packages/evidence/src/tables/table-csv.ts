/** Reads a table that was saved as CSV, where a mapping says what its columns hold. */

import { createCsvScanner, csvDelimiters, scanCsv, type CsvDelimiter } from "../csv-rows.ts";
import { openText } from "../open-text.ts";
import { headingRows } from "../questionnaire-columns.ts";
import { csvRows } from "../questionnaire-csv.ts";
import type { ByteStream, ReadContext, ReadEvent, Reader } from "../reader.ts";
import { matchTable } from "./match-table.ts";
import { mappingsOf, readMappedTable } from "./read-table.ts";

/** The delimiter by which one of the first rows heads a mapped table; undefined when none does. */
const delimiterOf = (head: string, context: ReadContext): CsvDelimiter | undefined => {
  const mappings = mappingsOf(context);
  const text = `${head.replace(/^\uFEFF/, "")}\n`;
  return csvDelimiters.find((delimiter) => {
    let count = 0;
    for (const { cells } of scanCsv(createCsvScanner(delimiter), text)) {
      if (cells.length > 1 && matchTable(cells, mappings) !== undefined) return true;
      count += 1;
      if (count >= headingRows) return false;
    }
    return false;
  });
};

async function* readTableCsv(bytes: ByteStream, context: ReadContext): AsyncGenerator<ReadEvent> {
  const { encoding, head, text } = await openText(bytes, context);
  if (encoding.guessed)
    yield { kind: "warning", code: "encoding-guessed", at: "1:1", detail: encoding.label };
  yield* readMappedTable(csvRows(text, delimiterOf(head, context) ?? ","), context);
}

export const tableCsvReader: Reader = {
  format: "table-csv",
  name: { zh: "已映射的表格 CSV", en: "Mapped table CSV" },
  versions: ["*"],
  media: ["text/csv"],
  detect: (head, context) => delimiterOf(head, context) !== undefined,
  read: readTableCsv,
};
