/** Opens a text as the table that it most likely is, whatever its headings: for people who map it. */

import { createCsvScanner, csvDelimiters, scanCsv, type CsvDelimiter } from "../csv-rows.ts";
import { openText } from "../open-text.ts";
import { headingRows } from "../questionnaire-columns.ts";
import { csvRows } from "../questionnaire-csv.ts";
import type { SheetRow } from "../questionnaire.ts";
import type { ByteStream, ReadContext } from "../reader.ts";

/** The delimiter that makes the most columns in the first rows. */
const likelyDelimiter = (head: string): CsvDelimiter => {
  const text = `${head.replace(/^\uFEFF/, "")}\n`;
  const widths = csvDelimiters.map((delimiter) => {
    const rows: number[] = [];
    for (const { cells } of scanCsv(createCsvScanner(delimiter), text)) {
      rows.push(cells.length);
      if (rows.length >= headingRows) break;
    }
    return { delimiter, columns: rows.reduce((sum, cells) => sum + cells, 0) };
  });
  return widths.toSorted((a, b) => b.columns - a.columns)[0]?.delimiter ?? ",";
};

/** @throws AppError `evidence.*` for bytes that are no text */
export const openCsvTable = async (
  bytes: ByteStream,
  context: ReadContext,
): Promise<AsyncIterable<SheetRow>> => {
  const { head, text } = await openText(bytes, context);
  return csvRows(text, likelyDelimiter(head));
};
