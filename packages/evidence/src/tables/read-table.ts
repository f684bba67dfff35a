/** Reads a mapped table row by row; a row that cannot be used is warned of, and the others stand. */

import { AppError } from "@fenji/kernel";
import { identifierRefs, ownRef } from "../finding-refs.ts";
import { headingRows } from "../questionnaire-columns.ts";
import type { SheetRow } from "../questionnaire.ts";
import type { ReadContext, ReadEvent } from "../reader.ts";
import { reportWriter, type ReportWriter } from "../report-writer.ts";
import { slug, toolWords } from "../tool-words.ts";
import { builtInTables } from "./built-in-tables.ts";
import { matchTable, type TableMatch } from "./match-table.ts";
import type { TableField, TableMapping } from "./table-mapping.ts";
import { resultWord, tableSeverity, tableSubject, tableTime } from "./table-words.ts";

/** More rows are not read. */
const maxRows = 500_000;

/** A firm's own mappings come before those that are built in. */
export const mappingsOf = ({ tables = [] }: ReadContext): readonly TableMapping[] => [
  ...tables,
  ...builtInTables,
];

interface Reading {
  readonly match: TableMatch;
  readonly writer: ReportWriter;
}

const writerFor = ({ id, tool, kinds }: TableMapping, context: ReadContext): ReportWriter =>
  reportWriter(
    {
      tool: { name: tool, version: null },
      family: slug(tool) || "table",
      scope: `table:${id}`,
      kinds,
    },
    context,
  );

/**
 * The headings may stand below titles, among the first ten rows.
 * @throws AppError `evidence.table-moved` where columns of the mapping are gone; `evidence.not-a-questionnaire` where no mapping fits
 */
export async function* readMappedTable(
  rows: AsyncIterable<SheetRow>,
  context: ReadContext,
): AsyncGenerator<ReadEvent> {
  const mappings = mappingsOf(context);
  let reading: Reading | undefined;
  let count = 0;
  let first = "1:1";
  for await (const row of rows) {
    count += 1;
    if (count === 1) first = row.placeOf(0);
    if (count > maxRows)
      throw new AppError("evidence.too-many-rows", { at: row.placeOf(0), limit: maxRows });
    if (reading !== undefined) {
      yield* takeRow(reading, row);
      continue;
    }
    const match = count > headingRows ? undefined : matchTable(row.cells, mappings);
    if (match === undefined && count >= headingRows) break;
    if (match === undefined) continue;
    reading = { match, writer: writerFor(match.mapping, context) };
    yield* tellMatch(reading, row);
  }
  if (reading === undefined) throw new AppError("evidence.not-a-questionnaire", { at: first });
}

function* tellMatch({ match, writer }: Reading, row: SheetRow): Generator<ReadEvent> {
  const { mapping, kind, missing } = match;
  const at = row.placeOf(0);
  if (kind === "broken")
    throw new AppError("evidence.table-moved", {
      at,
      mapping: toolWords(mapping.name, 100),
      missing: toolWords(missing.join(", "), 200),
    });
  if (kind === "moved") yield writer.warning("table-moved", at, mapping.name);
  if (mapping.standing === "unverified") yield writer.warning("table-unverified", at, mapping.name);
}

function* takeRow({ match, writer }: Reading, row: SheetRow): Generator<ReadEvent> {
  if (row.cells.every((cell) => cell.trim() === "")) return;
  const { mapping, columns } = match;
  const text = (field: TableField): string => (row.cells[columns[field] ?? -1] ?? "").trim();
  const at = (field: TableField): string => row.placeOf(columns[field] ?? 0);
  const check = text("check") || text("title");
  if (text("subject") === "" || check === "") {
    const field = text("subject") === "" ? "subject" : "check";
    yield writer.warning("id-missing", at(field), check || text("subject"));
    return;
  }
  const said = resultWord(text("result"), mapping);
  if (said === undefined) {
    yield writer.warning("result-unknown", at("result"), text("result"));
    return;
  }
  const identifiers = `${text("refs")} ${text("check")}`.split(/[\s,;，；、|]+/);
  const subject = tableSubject(text("subject"), mapping.subjectKind);
  // A table lists what somebody chose to list: that something is not in it proves nothing.
  writer.unfinished(subject, at("subject"));
  yield* writer.finding({
    subject,
    check: ownRef(mapping.id, check),
    title: text("title") || null,
    refs: [...identifierRefs(identifiers), ...(said.partly ? ["answer:partly"] : [])],
    kinds: said.result === "fail" ? mapping.kinds : [],
    result: said.result,
    severity: said.result === "fail" ? tableSeverity(text("severity")) : null,
    observedAt: tableTime(text("observedAt")) || null,
    at: at(columns.check === undefined ? "title" : "check"),
    message: text("message") || null,
  });
}
