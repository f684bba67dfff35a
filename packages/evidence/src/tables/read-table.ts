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
  /** Rows that became observations. */
  used: number;
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

/** One table on its way: its rows are given one after another, and what they say is told. */
export interface TableReading {
  /** @throws AppError `evidence.table-moved`, `evidence.too-many-rows` */
  readonly take: (row: SheetRow) => Generator<ReadEvent>;
  readonly end: () => Generator<ReadEvent>;
  /** looking: for the headings, among the first ten rows; passed: no mapping knows them, and the rest need not be given. */
  readonly state: () => "looking" | "reading" | "passed";
}

export const openTable = (context: ReadContext): TableReading => {
  const mappings = mappingsOf(context);
  let reading: Reading | undefined;
  let [count, last] = [0, "1:1"];
  return {
    state: () => {
      if (reading !== undefined) return "reading";
      return count >= headingRows ? "passed" : "looking";
    },
    *take(row) {
      count += 1;
      last = row.placeOf(0);
      if (count > maxRows)
        throw new AppError("evidence.too-many-rows", { at: last, limit: maxRows });
      if (reading !== undefined) {
        yield* takeRow(reading, row);
        return;
      }
      const match = count > headingRows ? undefined : matchTable(row.cells, mappings);
      if (match === undefined) return;
      reading = { match, writer: writerFor(match.mapping, context), used: 0 };
      yield* tellMatch(reading, row);
    },
    *end() {
      if (reading !== undefined && reading.used === 0)
        yield reading.writer.warning("no-results", last, reading.match.mapping.name);
    },
  };
};

/**
 * The headings may stand below titles, among the first ten rows.
 * @throws AppError `evidence.table-moved` where columns of the mapping are gone; `evidence.not-a-questionnaire` where no mapping fits
 */
export async function* readMappedTable(
  rows: AsyncIterable<SheetRow>,
  context: ReadContext,
): AsyncGenerator<ReadEvent> {
  const table = openTable(context);
  let first: string | undefined;
  for await (const row of rows) {
    first ??= row.placeOf(0);
    yield* table.take(row);
    if (table.state() === "passed") break;
  }
  if (table.state() !== "reading")
    throw new AppError("evidence.not-a-questionnaire", { at: first ?? "1:1" });
  yield* table.end();
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

function* takeRow(reading: Reading, row: SheetRow): Generator<ReadEvent> {
  const { match, writer } = reading;
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
  reading.used += 1;
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
