/** Reads a questionnaire that was saved as CSV, in whatever encoding and with whichever delimiter. */

import {
  createCsvScanner,
  csvDelimiters,
  endCsv,
  scanCsv,
  type CsvDelimiter,
  type CsvRow,
} from "./csv-rows.ts";
import { openText } from "./open-text.ts";
import { readQuestionnaire, type SheetRow } from "./questionnaire.ts";
import { headingRows, questionnaireColumns } from "./questionnaire-columns.ts";
import type { ByteStream, ReadContext, ReadEvent, Reader } from "./reader.ts";

/** The delimiter by which one of the first rows heads a questionnaire; undefined when none does. */
const questionnaireDelimiter = (head: string): CsvDelimiter | undefined =>
  csvDelimiters.find((delimiter) => {
    let count = 0;
    for (const row of scanCsv(createCsvScanner(delimiter), head.replace(/^\uFEFF/, ""))) {
      if (questionnaireColumns(row.cells) !== undefined) return true;
      count += 1;
      if (count >= headingRows) return false;
    }
    return false;
  });

/** A heading line without a line end after it (a blank of headings only) counts too. */
const delimiterOf = (head: string): CsvDelimiter | undefined => questionnaireDelimiter(`${head}\n`);

/** Rows of a text as sheets have them. */
export async function* csvRows(
  text: AsyncIterable<string>,
  delimiter: CsvDelimiter,
): AsyncGenerator<SheetRow> {
  const scanner = createCsvScanner(delimiter);
  for await (const piece of text) for (const row of scanCsv(scanner, piece)) yield sheetRow(row);
  const last = endCsv(scanner);
  if (last !== undefined) yield sheetRow(last);
}

const sheetRow = (row: CsvRow): SheetRow => ({
  cells: row.cells,
  placeOf: (column) => `${row.line}:${column + 1}`,
});

async function* readQuestionnaireCsv(
  bytes: ByteStream,
  context: ReadContext,
): AsyncGenerator<ReadEvent> {
  const { encoding, head, text } = await openText(bytes, context);
  if (encoding.guessed)
    yield { kind: "warning", code: "encoding-guessed", at: "1:1", detail: encoding.label };
  yield* readQuestionnaire(csvRows(text, delimiterOf(head) ?? ","), context);
}

export const questionnaireCsvReader: Reader = {
  format: "questionnaire-csv",
  name: { zh: "问卷 CSV（访谈与查阅）", en: "Questionnaire CSV (interviews and documents)" },
  versions: ["*"],
  media: ["text/csv"],
  detect: (head) => delimiterOf(head) !== undefined,
  read: readQuestionnaireCsv,
};
