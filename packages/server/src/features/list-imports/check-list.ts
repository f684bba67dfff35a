/** The dry run: looks through every row of a list, keeps what is wrong with it, and puts good rows aside. */

import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { openList, type ListBatch, type ListRow } from "@fenji/intake";
import { AppError, type Sha256 } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import { sql } from "kysely";
import { inSnapshot, inTransaction, type Ctx } from "../../platform/ctx.ts";
import { listFields } from "./list-fields.ts";
import { mappingOf, sheetsOf, type ListJob } from "./list-job.ts";
import { readFirm, type ListColumns, type ListedFirm, type RowError } from "./read-firm.ts";
import { readPlaces } from "./read-places.ts";
import { stageRows, type Staging } from "./stage-rows.ts";

const rowsAtOnce = 1_000;
/** Cells of which it is kept what is wrong; rows beyond are counted. */
const maxErrors = 100_000;

/** The stored file, unpacked where a workbook can be read. */
export const withListFile = async <T>(
  ctx: Ctx,
  sha256: string,
  use: (path: string) => Promise<T>,
): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), "fenji-list-"));
  try {
    const path = join(folder, "list");
    await pipeline(Readable.from(ctx.files.read(sha256 as Sha256)), createWriteStream(path));
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const columnsOf = async ({ row, ctx }: ListJob, pack: Pack): Promise<ListColumns> => {
  const fields = new Map(listFields(pack).map((field) => [field.id, field]));
  const mapped = mappingOf(row).flatMap((id, column) => {
    const field = id === null ? undefined : fields.get(id);
    return field === undefined ? [] : [{ column, field }];
  });
  const places = await inSnapshot(ctx, (tx) => readPlaces(tx, ctx.actor.scope));
  return {
    own: new Map(
      mapped
        .filter(({ field }) => field.fact === null)
        .map(({ field, column }) => [field.id, column]),
    ),
    facts: mapped.filter(({ field }) => field.fact !== null),
    places,
  };
};

/** Where an earlier run ended; from the beginning where what it put aside is gone. */
const resume = (job: ListJob): Promise<number> =>
  inTransaction(job.ctx, async (tx) => {
    const { row } = job;
    const { rows } = await sql<{ staged: number }>`
      select count(*)::int as staged from staged_enterprises where import_id = ${row.id}`.execute(
      tx.db,
    );
    if (rows[0]?.staged === row.rows_new + row.rows_known) return row.last_row;
    await tx.db.deleteFrom("staged_enterprises").where("import_id", "=", row.id).execute();
    await tx.db.deleteFrom("list_import_errors").where("import_id", "=", row.id).execute();
    await tx.db
      .updateTable("list_imports")
      .set({ last_row: 0, rows_read: 0, rows_bad: 0, rows_new: 0, rows_known: 0, rows_skipped: 0 })
      .where("id", "=", row.id)
      .execute();
    return 0;
  });

interface Part {
  readonly lastRow: number;
  readonly read: number;
  readonly firms: readonly ListedFirm[];
  readonly errors: readonly RowError[];
}

const readPart = (rows: readonly ListRow[], columns: ListColumns): Part => {
  const firms: ListedFirm[] = [];
  const errors: RowError[] = [];
  for (const row of rows) {
    const read = readFirm(row, columns);
    if ("creditCode" in read) firms.push(read);
    else errors.push(...read);
  }
  return { lastRow: rows.at(-1)?.row ?? 0, read: rows.length, firms, errors };
};

const storeErrors = async (
  tx: Ctx,
  importId: string,
  errors: readonly RowError[],
): Promise<void> => {
  if (errors.length === 0) return;
  await sql`
    insert into list_import_errors (import_id, row_no, column_no, code, params)
    select ${importId}, row_no, column_no, code, params::jsonb
    from unnest(${errors.map(({ row }) => row)}::int8[], ${errors.map(({ column }) => column)}::int[],
                ${errors.map(({ error }) => error.code)}::text[],
                ${errors.map(({ error }) => JSON.stringify(error.params))}::text[]) as e (row_no, column_no, code, params)
    on conflict do nothing`.execute(tx.db);
};

/** One part is one transaction: rows, errors and how far it got, together. */
const storePart = (
  job: ListJob,
  part: Part,
  { staging, room }: { staging: Staging; room: number },
) =>
  inTransaction(job.ctx, async (tx) => {
    const staged = await stageRows(tx, part.firms, staging);
    const errors = [...part.errors, ...staged.errors];
    await storeErrors(tx, job.row.id, errors.slice(0, Math.max(0, room)));
    const bad = new Set(errors.map(({ row }) => row)).size;
    await tx.db
      .updateTable("list_imports")
      .set((eb) => ({
        last_row: part.lastRow,
        rows_read: eb("rows_read", "+", part.read),
        rows_bad: eb("rows_bad", "+", bad),
        rows_new: eb("rows_new", "+", staged.added),
        rows_known: eb("rows_known", "+", staged.known),
        rows_skipped: eb("rows_skipped", "+", staged.skipped),
      }))
      .where("id", "=", job.row.id)
      .execute();
    return errors.length;
  });

/** Rows of the sheet below the heading, many at once. @throws AppError `list.merged`. */
async function* partsOf(
  batches: AsyncIterable<ListBatch>,
  {
    sheet,
    heading,
    after,
  }: { readonly sheet: string; readonly heading: number; readonly after: number },
): AsyncGenerator<readonly ListRow[]> {
  let waiting: ListRow[] = [];
  for await (const { rows, merged } of batches) {
    for (const row of rows) if (row.row > after) waiting.push(row);
    const [at] = merged.filter((area) => Number(/:[A-Z]+(\d+)$/.exec(area)?.[1] ?? 0) > heading);
    if (at !== undefined) throw new AppError("list.merged", { sheet, at });
    while (waiting.length >= rowsAtOnce) {
      yield waiting.slice(0, rowsAtOnce);
      waiting = waiting.slice(rowsAtOnce);
    }
  }
  if (waiting.length > 0) yield waiting;
}

interface Looking {
  readonly columns: ListColumns;
  readonly staging: Staging;
  readonly heading: number;
  readonly after: number;
}

/** The next part is read while the last one is being stored. */
const lookThrough = async (
  job: ListJob,
  batches: AsyncIterable<ListBatch>,
  { columns, staging, heading, after }: Looking,
): Promise<void> => {
  let room = maxErrors;
  let storing: Promise<unknown> = Promise.resolve();
  for await (const rows of partsOf(batches, { sheet: job.row.sheet ?? "", heading, after })) {
    const part = readPart(rows, columns);
    await storing;
    job.signal.throwIfAborted();
    storing = (async () => {
      room -= await storePart(job, part, { staging, room });
    })();
    // Awaited at the next part; a failure must not be unheard meanwhile.
    storing.catch(() => undefined);
  }
  await storing;
};

/** @throws AppError `list.empty`, `list.merged`, `list.open-quote`, `evidence.archive-*`. */
export const checkList = (job: ListJob, pack: Pack): Promise<void> =>
  withListFile(job.ctx, job.row.sha256, async (path) => {
    const { row, ctx } = job;
    const done = await resume(job);
    const list = await openList(path);
    try {
      const heading = sheetsOf(row).find(({ name }) => name === row.sheet)?.headingRow ?? 0;
      const sheet = list.sheets.find(({ name }) => name === row.sheet);
      if (sheet === undefined) throw new AppError("list.unknown-field", { field: row.sheet ?? "" });
      const columns = await columnsOf(job, pack);
      const staging: Staging = {
        importId: row.id,
        pack,
        existing: row.existing === "skip" ? "skip" : "update",
        hasFacts: columns.facts.length > 0,
      };
      const after = Math.max(heading, done);
      await lookThrough(job, sheet.read(), { columns, staging, heading, after });
    } finally {
      await list.close();
    }
    await inTransaction(ctx, async (tx) => {
      const { read } = await tx.db
        .selectFrom("list_imports")
        .where("id", "=", row.id)
        .select("rows_read as read")
        .executeTakeFirstOrThrow();
      if (read === 0) throw new AppError("list.empty", {});
      await tx.db
        .updateTable("list_imports")
        .set({ state: "checked" })
        .where("id", "=", row.id)
        .where("state", "=", "checking")
        .execute();
    });
  });
