/** Reads of imports of lists, in the form that the contract carries. */

import type { getListImport, ListImport, ReplyOf } from "@fenji/contract";
import { errorMessage, errorTable, type ErrorCode, type ErrorParams } from "@fenji/kernel";
import { z } from "zod";
import type { Ctx } from "../../platform/ctx.ts";
import { namesOfActors } from "../identity/public.ts";
import { findListImport, mappingOf, sheetsOf, type ListImportRow } from "./list-job.ts";

const isCode = (code: string): code is ErrorCode => Object.hasOwn(errorTable, code);

const kept = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** The words of a kept failure. */
export const wordsOf = (code: string, params: ErrorParams): ListImport["problem"] => ({
  code,
  text: isCode(code) ? errorMessage(code, params) : { zh: code, en: code },
});

const problemOf = (row: ListImportRow): ListImport["problem"] => {
  const read = kept.safeParse(row.problem);
  return read.success ? wordsOf(read.data.code, read.data.params) : null;
};

const shownAs = (row: ListImportRow, actorName: string | null): ListImport => ({
  id: row.id,
  createdAt: row.created_at,
  actor: row.actor,
  actorName,
  name: row.name,
  size: row.size,
  sha256: row.sha256,
  state: row.state,
  sheets: sheetsOf(row),
  sheet: row.sheet,
  mapping: row.mapping === null ? null : mappingOf(row),
  existing: row.existing === "update" || row.existing === "skip" ? row.existing : null,
  rows: {
    read: row.rows_read,
    bad: row.rows_bad,
    new: row.rows_new,
    known: row.rows_known,
    skipped: row.rows_skipped,
    imported: row.rows_imported,
  },
  problem: problemOf(row),
  finishedAt: row.finished_at,
});

export const readListImport = async (tx: Ctx, id: string): Promise<ListImport> => {
  const row = await findListImport(tx, id);
  const names = await namesOfActors(tx, [row.actor]);
  return shownAs(row, names.get(row.actor) ?? null);
};

const shownAtMost = 50;

export const readListImports = async (tx: Ctx): Promise<ListImport[]> => {
  const rows = await tx.db
    .selectFrom("list_imports")
    .selectAll()
    .orderBy("id", "desc")
    .limit(shownAtMost)
    .execute();
  const names = await namesOfActors(
    tx,
    rows.map(({ actor }) => actor),
  );
  return rows.map((row) => shownAs(row, names.get(row.actor) ?? null));
};

type RowProblem = ReplyOf<typeof getListImport>["problems"][number];

/** What is wrong, in the order of the file. */
export const readRowProblems = async (
  tx: Ctx,
  list: ListImport,
  limit: number,
): Promise<RowProblem[]> => {
  const rows = await tx.db
    .selectFrom("list_import_errors")
    .where("import_id", "=", list.id)
    .select(["row_no", "column_no", "code", "params"])
    .orderBy("row_no")
    .orderBy("column_no")
    .limit(limit)
    .execute();
  const headings = list.sheets.find(({ name }) => name === list.sheet)?.headings ?? [];
  return rows.map(({ row_no, column_no, code, params }) => {
    const read = kept.shape.params.safeParse(params);
    const words = wordsOf(code, read.success ? read.data : {});
    return {
      row: row_no,
      column: headings[column_no] ?? null,
      code,
      text: words?.text ?? { zh: code, en: code },
    };
  });
};
