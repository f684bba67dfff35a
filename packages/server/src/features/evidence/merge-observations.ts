/** Brings what a file said together with what was known: the same again, new, or no longer so. */

import { sql, type RawBuilder } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { planForMany } from "./plan-for-many.ts";
import { clearStaging } from "./stage-observations.ts";
import { settleReports } from "./settle-reports.ts";

export interface MergedFile {
  readonly enterpriseId: string;
  readonly sha256: string;
  /** ISO 8601 in UTC. */
  readonly receivedAt: string;
  /** It was here before and was withdrawn: what it confirmed then is on record. */
  readonly again: boolean;
}

export interface MergeCounts {
  /** Observations that are open now and were not before. */
  readonly added: number;
  /** Observations that were open before and are not now. */
  readonly closed: number;
  /** Observations that the file says again. */
  readonly unchanged: number;
}

/**
 * A report is as old as the newest time in it; one that found nothing takes the newest time of its file, or its receipt.
 * Everything that a report says was so at the time of the report, whichever second each check ran at.
 */
const recordReports = async (tx: Ctx, file: MergedFile): Promise<void> => {
  await sql`
    insert into evidence_reports (enterprise_id, file_sha256, family, scope, subject_kind, subject_id, reported_at)
    select ${file.enterpriseId}, ${file.sha256}, family, scope, subject_kind, subject_id,
           coalesce(greatest(newest_at, ended_at),
                    (select max(newest_at) from staged_scopes where enterprise_id = ${file.enterpriseId}),
                    ${file.receivedAt}::timestamptz)
    from staged_scopes where enterprise_id = ${file.enterpriseId} and declared
    on conflict (enterprise_id, file_sha256, family, scope, subject_kind, subject_id)
    do update set reported_at = excluded.reported_at`.execute(tx.db);
};

const isTrue = async (tx: Ctx, condition: RawBuilder<unknown>): Promise<boolean> => {
  const { rows } = await sql<{ holds: boolean }>`select ${condition} as holds`.execute(tx.db);
  return rows[0]?.holds === true;
};

/** Whether anything is open of what the file speaks of. */
const hasKnown = (tx: Ctx, file: MergedFile): Promise<boolean> =>
  isTrue(
    tx,
    sql`exists (select 1 from staged_scopes s join observations o using (enterprise_id, family, scope, subject_kind, subject_id)
                where s.enterprise_id = ${file.enterpriseId} and o.closed_at is null)`,
  );

const hasOtherReports = (tx: Ctx, file: MergedFile): Promise<boolean> =>
  isTrue(
    tx,
    sql`exists (select 1 from staged_scopes s join evidence_reports r using (enterprise_id, family, scope, subject_kind, subject_id)
                where s.enterprise_id = ${file.enterpriseId} and r.file_sha256 <> ${file.sha256})`,
  );

/** Of scopes that the file does not speak for as a whole. */
const hasOutsideReports = (tx: Ctx, file: MergedFile): Promise<boolean> =>
  isTrue(
    tx,
    sql`exists (select 1 from staged_scopes where enterprise_id = ${file.enterpriseId} and not declared)`,
  );

/**
 * The same result with the same words is the same observation; a tool that says it n times is matched n times. What
 * differs most stands first: a sort then looks at little more.
 */
const matchKnown = async (tx: Ctx, file: MergedFile): Promise<number> => {
  const matched = await sql`
    with pairs as (
      select family, scope, subject_kind, subject_id from staged_scopes where enterprise_id = ${file.enterpriseId}
    ), held as (
      select o.id, o.family, o.scope, o.subject_kind, o.subject_id, o.check_ref, o.result, coalesce(o.message, '') as words,
             row_number() over (partition by o.check_ref, coalesce(o.message, ''), o.subject_id, o.scope, o.family,
                                             o.subject_kind, o.result order by o.id) as ordinal
      from observations o join pairs using (family, scope, subject_kind, subject_id)
      where o.enterprise_id = ${file.enterpriseId} and o.closed_at is null
    ), incoming as (
      select n, family, scope, subject_kind, subject_id, check_ref, result, coalesce(message, '') as words,
             row_number() over (partition by check_ref, coalesce(message, ''), subject_id, scope, family, subject_kind,
                                             result order by n) as ordinal
      from staged_observations
    )
    insert into staged_matches (enterprise_id, n, observation_id)
    select ${file.enterpriseId}, incoming.n, held.id
    from incoming join held using (check_ref, words, subject_id, scope, family, subject_kind, result, ordinal)
    order by incoming.n`.execute(tx.db);
  return Number(matched.numAffectedRows ?? 0);
};

/** The staged observations with the time of the report that each is part of, else its own. */
const withReportTimes = (file: MergedFile) => sql`
  staged_observations s
  left join evidence_reports r on r.enterprise_id = ${file.enterpriseId} and r.file_sha256 = ${file.sha256}
    and (r.family, r.scope, r.subject_kind, r.subject_id) = (s.family, s.scope, s.subject_kind, s.subject_id)`;

/** Looking for rows that cannot be there costs as much as writing them. */
const sightAgain = sql`
  on conflict (enterprise_id, file_sha256, observation_id)
  do update set place = excluded.place, observed_at = excluded.observed_at, received_at = excluded.received_at,
                seen_at = excluded.seen_at`;

/** Only times move, as a rule; a row that a late report merely repeats is not written. */
const confirmKnown = async (tx: Ctx, file: MergedFile): Promise<void> => {
  await sql`
    with confirmed as materialized (
      select m.observation_id, s.place, s.observed_at, s.own_at, coalesce(r.reported_at, s.own_at) as seen_at,
             s.title, s.refs, s.revision, s.severity
      from ${withReportTimes(file)} join staged_matches m on m.enterprise_id = ${file.enterpriseId} and m.n = s.n
    ), sighted as (
      insert into observation_sightings (enterprise_id, observation_id, file_sha256, place, observed_at, received_at, seen_at)
      select ${file.enterpriseId}, observation_id, ${file.sha256}, place, observed_at, ${file.receivedAt}, seen_at
      from confirmed order by observation_id
      ${file.again ? sightAgain : sql``}
    )
    update observations o
    set last_seen_at = greatest(o.last_seen_at, s.seen_at), holds_at = greatest(o.holds_at, s.own_at),
        title = case when s.seen_at >= o.last_seen_at then s.title else o.title end,
        refs = case when s.seen_at >= o.last_seen_at then s.refs else o.refs end,
        revision = case when s.seen_at >= o.last_seen_at then s.revision else o.revision end,
        severity = case when s.seen_at >= o.last_seen_at then s.severity else o.severity end
    from confirmed s
    where o.enterprise_id = ${file.enterpriseId} and o.id = s.observation_id
      and (s.seen_at >= o.last_seen_at or s.own_at > o.holds_at)`.execute(tx.db);
};

const unmatched = (file: MergedFile) => sql`
    where not exists (select 1 from staged_matches m where m.enterprise_id = ${file.enterpriseId} and m.n = s.n)`;

const insertNew = async (tx: Ctx, file: MergedFile, matched: number): Promise<number> => {
  const inserted = await sql`
    insert into observations (enterprise_id, id, file_sha256, scope, family, subject_kind, subject_id, subject_identifiers,
      check_ref, revision, title, refs, result, severity, observed_at, received_at, last_seen_at, holds_at, place, message)
    select ${file.enterpriseId}, s.id, ${file.sha256}, s.scope, s.family, s.subject_kind, s.subject_id, s.subject_identifiers,
      s.check_ref, s.revision, s.title, s.refs, s.result, s.severity, s.observed_at, ${file.receivedAt},
      coalesce(r.reported_at, s.own_at), s.own_at, s.place, s.message
    from ${withReportTimes(file)}
    ${matched > 0 ? unmatched(file) : sql``}`.execute(tx.db);
  return Number(inserted.numAffectedRows ?? 0);
};

/**
 * A changed result replaces the older one even where the file does not speak for the whole scope; where it does, its
 * report settles that.
 */
const replaceChanged = async (tx: Ctx, file: MergedFile): Promise<number> => {
  const replaced = await sql`
    update observations o set closed_at = ${file.receivedAt}, closed_by_file = ${file.sha256}
    from (select s.family, s.scope, s.subject_kind, s.subject_id, s.check_ref, max(s.own_at) as seen_at
          from staged_observations s join staged_scopes u using (family, scope, subject_kind, subject_id)
          where u.enterprise_id = ${file.enterpriseId} and not u.declared group by 1, 2, 3, 4, 5) s
    where o.enterprise_id = ${file.enterpriseId} and o.closed_at is null and o.file_sha256 <> ${file.sha256}
      and (o.family, o.scope, o.subject_kind, o.subject_id, o.check_ref)
        = (s.family, s.scope, s.subject_kind, s.subject_id, s.check_ref)
      and o.last_seen_at <= s.seen_at
      and not exists (select 1 from staged_matches m where m.enterprise_id = o.enterprise_id and m.observation_id = o.id)`.execute(
    tx.db,
  );
  return Number(replaced.numAffectedRows ?? 0);
};

/**
 * Expects `stageFile` to have run in this transaction and counted `staged`, and the file's row to exist. What was never
 * heard of before needs neither matching nor settling.
 */
export const mergeStaged = async (
  tx: Ctx,
  file: MergedFile,
  staged: number,
): Promise<MergeCounts> => {
  const known = await hasKnown(tx, file);
  const news = !known && !(await hasOtherReports(tx, file));
  await planForMany(tx, true);
  await recordReports(tx, file);
  const unchanged = known ? await matchKnown(tx, file) : 0;
  if (unchanged > 0) await confirmKnown(tx, file);
  const inserted = unchanged < staged ? await insertNew(tx, file, unchanged) : 0;
  const replaced =
    known && (await hasOutsideReports(tx, file)) ? await replaceChanged(tx, file) : 0;
  const settled = news
    ? { ownClosed: 0, othersClosed: 0 }
    : await settleReports(tx, { ...file, at: file.receivedAt });
  await planForMany(tx, false);
  await clearStaging(tx, file.enterpriseId);
  return {
    added: inserted - settled.ownClosed,
    closed: replaced + settled.othersClosed,
    unchanged,
  };
};
