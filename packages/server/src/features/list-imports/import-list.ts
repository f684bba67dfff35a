/** Takes the good rows of a list into the registry: all of them in one transaction, or none. */

import { AppError } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import { sql } from "kysely";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import type { ListJob } from "./list-job.ts";

const rowsAtOnce = 50_000;

/** The registry must be as it was when the rows were looked at. @throws AppError `list.changed`. */
const requireUnchanged = async (tx: Ctx, { row }: ListJob): Promise<void> => {
  const { rows } = await sql<{ code: string }>`
    select s.credit_code as code
      from staged_enterprises s
     where s.import_id = ${row.id} and s.known and s.facts_id is not null
       and s.based_on is distinct from (select f.id from enterprise_facts f where f.enterprise_id = s.firm
                                         order by recorded_at desc, id desc limit 1)
     limit 1`.execute(tx.db);
  const [changed] = rows;
  if (changed !== undefined) throw new AppError("list.changed", { creditCode: changed.code });
};

interface Slice {
  readonly importId: string;
  readonly above: string;
  readonly upTo: string;
}

const these = ({ importId, above, upTo }: Slice) =>
  sql`s.import_id = ${importId} and s.credit_code > ${above} and s.credit_code <= ${upTo}`;

const nextSlice = async (tx: Ctx, importId: string, above: string): Promise<Slice | undefined> => {
  const { rows } = await sql<{ upTo: string | null }>`
    select max(credit_code) as "upTo" from (
      select credit_code from staged_enterprises where import_id = ${importId} and credit_code > ${above}
      order by credit_code limit ${rowsAtOnce}) s`.execute(tx.db);
  const upTo = rows[0]?.upTo ?? null;
  return upTo === null ? undefined : { importId, above, upTo };
};

const noLines = sql`'{industry,communications}'::text[]`;

/** The first of them that is in the registry under another id: somebody registered it meanwhile. */
const firstTaken = async (tx: Ctx, slice: Slice): Promise<string> => {
  const { rows } = await sql<{ code: string }>`
    select s.credit_code as code from staged_enterprises s
     where ${these(slice)} and not known and not exists (select 1 from enterprises e where e.enterprise_id = s.firm)
     order by 1 limit 1`.execute(tx.db);
  return rows[0]?.code ?? "";
};

/** @throws AppError `list.changed` where somebody registered one of them meanwhile. */
const addFirms = async (tx: Ctx, slice: Slice): Promise<void> => {
  const { rows } = await sql<{ asked: number; added: number }>`
    with added as (
      insert into enterprises (enterprise_id, credit_code, name, name_en, jurisdiction_code, city_code, division, sector, synthetic,
                               created_at, lines, top_grade, search_text, pinyin, initials, search_grams)
      select firm, credit_code, name, name_en, jurisdiction_code, city_code, division, sector, false, ${tx.now().toISOString()}::timestamptz,
             coalesce(lines, ${noLines}), top_grade, search_text, pinyin, initials, search_grams
        from staged_enterprises s where ${these(slice)} and not known
      on conflict (credit_code) do nothing
      returning 1)
    select (select count(*) from added) as added,
           (select count(*) from staged_enterprises s where ${these(slice)} and not known) as asked`.execute(
    tx.db,
  );
  const [counted] = rows;
  if (counted?.added !== counted?.asked)
    throw new AppError("list.changed", { creditCode: await firstTaken(tx, slice) });
};

const updateFirms = (tx: Ctx, slice: Slice) =>
  sql`
    update enterprises e set name = s.name, name_en = coalesce(s.name_en, e.name_en), jurisdiction_code = s.jurisdiction_code,
           city_code = case when e.jurisdiction_code = s.jurisdiction_code then coalesce(s.city_code, e.city_code) else s.city_code end,
           division = s.division, sector = s.sector, lines = coalesce(s.lines, e.lines), search_text = s.search_text, pinyin = s.pinyin,
           initials = s.initials, search_grams = s.search_grams
      from staged_enterprises s where ${these(slice)} and s.known and e.enterprise_id = s.firm`.execute(
    tx.db,
  );

const addFacts = (tx: Ctx, slice: Slice) =>
  sql`
    insert into enterprise_facts (enterprise_id, id, recorded_at, facts, actor, supersedes)
    select firm, facts_id, ${tx.now().toISOString()}::timestamptz, facts, ${tx.actor.id}, based_on
      from staged_enterprises s where ${these(slice)} and facts_id is not null`.execute(tx.db);

/** Grades of types that do not apply any more, of all firms at once. */
const dropGrades = async (
  tx: Ctx,
  importId: string,
  { id, version }: Pack["header"],
): Promise<void> => {
  await sql`
    delete from enterprise_grades g using staged_enterprises s
     where s.import_id = ${importId} and s.known and s.facts_id is not null and g.enterprise_id = s.firm
       and g.pack_id = ${id} and g.pack_version = ${version} and g.object_type <> all (s.types)`.execute(
    tx.db,
  );
};

const setGrades = async (tx: Ctx, slice: Slice, { id, version }: Pack["header"]): Promise<void> => {
  await sql`
    insert into enterprise_grades (enterprise_id, pack_id, pack_version, object_type, grade, possible, facts_id, computed_at)
    select firm, ${id}, ${version}, type, grade, string_to_array(still, ',')::smallint[], facts_id, ${tx.now().toISOString()}::timestamptz
      from staged_enterprises s cross join lateral unnest(s.types, s.grades, s.possible) as graded (type, grade, still)
     where ${these(slice)} and facts_id is not null
    on conflict (enterprise_id, pack_id, pack_version, object_type) do update
      set grade = excluded.grade, possible = excluded.possible, facts_id = excluded.facts_id, computed_at = excluded.computed_at`.execute(
    tx.db,
  );
};

/** Told from outside the transaction, which nobody can look into. */
const tellProgress = ({ row, ctx }: ListJob, imported: number): Promise<unknown> =>
  inTransaction(ctx, (tx) =>
    tx.db
      .updateTable("list_imports")
      .set({ rows_imported: imported })
      .where("id", "=", row.id)
      .execute(),
  );

/**
 * Statistics know nothing of rows that this transaction has written: left to itself the planner, also that of the triggers,
 * compares every row with every row, or keeps a plan that was good for few.
 */
const planForMany = (tx: Ctx): Promise<unknown> =>
  sql`select set_config('enable_nestloop', 'off', true), set_config('plan_cache_mode', 'force_custom_plan', true),
             set_config('work_mem', '64MB', true), set_config('gin_pending_list_limit', '512MB', true)`.execute(
    tx.db,
  );

const takeIn = async (tx: Ctx, job: ListJob, pack: Pack): Promise<void> => {
  await planForMany(tx);
  if (job.row.rows_known > 0) {
    await requireUnchanged(tx, job);
    await dropGrades(tx, job.row.id, pack.header);
  }
  const total = job.row.rows_new + job.row.rows_known;
  let above = "";
  for (let imported = 0; ;) {
    const slice = await nextSlice(tx, job.row.id, above);
    if (slice === undefined) break;
    await addFirms(tx, slice);
    if (job.row.rows_known > 0) await updateFirms(tx, slice);
    await addFacts(tx, slice);
    await setGrades(tx, slice, pack.header);
    job.signal.throwIfAborted();
    above = slice.upTo;
    imported = Math.min(total, imported + rowsAtOnce);
    await tellProgress(job, imported);
  }
};

/** A database that crashed forgets what was put aside: then the list is looked through once more, and nothing is imported. */
const isPutAside = ({ row, ctx }: ListJob): Promise<boolean> =>
  inTransaction(ctx, async (tx) => {
    const { rows } = await sql<{ staged: number }>`
      select count(*)::int as staged from staged_enterprises where import_id = ${row.id}`.execute(
      tx.db,
    );
    if (rows[0]?.staged === row.rows_new + row.rows_known) return true;
    await tx.db
      .updateTable("list_imports")
      .set({ state: "checking" })
      .where("id", "=", row.id)
      .where("state", "=", "importing")
      .execute();
    return false;
  });

/** @throws AppError `list.changed`; nothing is imported then. */
export const importList = async (job: ListJob, pack: Pack): Promise<void> => {
  const { row, ctx } = job;
  if (!(await isPutAside(job))) return;
  await inTransaction(ctx, async (tx) => {
    await takeIn(tx, job, pack);
    await tx.db.deleteFrom("staged_enterprises").where("import_id", "=", row.id).execute();
    const { numUpdatedRows } = await tx.db
      .updateTable("list_imports")
      .set({
        state: "done",
        rows_imported: row.rows_new + row.rows_known,
        finished_at: tx.now().toISOString(),
      })
      .where("id", "=", row.id)
      .where("state", "=", "importing")
      .executeTakeFirst();
    // Cancelled at the last moment: then nothing is imported.
    if (numUpdatedRows === 0n) throw new AppError("list.state", { state: "cancelled" });
    tx.events.record({
      enterpriseId: null,
      action: "registry.imported",
      subject: row.id,
      payload: {
        file: row.sha256,
        rows: row.rows_read,
        added: row.rows_new,
        updated: row.rows_known,
        skipped: row.rows_skipped,
        refused: row.rows_bad,
      },
    });
  });
  await inTransaction(ctx, (tx) => sql`select fenji_settle_registry()`.execute(tx.db));
};
