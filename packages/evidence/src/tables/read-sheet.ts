/** Reads one sheet for what it is: a questionnaire, or a table that a mapping knows. */

import { headingRows, questionnaireColumns } from "../questionnaire-columns.ts";
import { readQuestionnaire, type SheetRow } from "../questionnaire.ts";
import type { ReadContext, ReadEvent } from "../reader.ts";
import { readMappedTable } from "./read-table.ts";

async function* again(
  first: readonly SheetRow[],
  rest: AsyncIterator<SheetRow>,
): AsyncGenerator<SheetRow> {
  yield* first;
  try {
    for (let next = await rest.next(); next.done !== true; next = await rest.next())
      yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** @throws AppError `evidence.not-a-questionnaire` where it is neither, `evidence.table-moved`, `evidence.too-many-rows` */
export async function* readSheet(
  rows: AsyncIterable<SheetRow>,
  context: ReadContext,
): AsyncGenerator<ReadEvent> {
  const iterator = rows[Symbol.asyncIterator]();
  const first: SheetRow[] = [];
  while (first.length < headingRows) {
    const next = await iterator.next();
    if (next.done === true) break;
    first.push(next.value);
  }
  const all = again(first, iterator);
  const asks = first.some(({ cells }) => questionnaireColumns(cells) !== undefined);
  yield* asks ? readQuestionnaire(all, context) : readMappedTable(all, context);
}
