/** Brings what a file said together with what was known: the same again, new, or no longer so. */

import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { clearStaging } from "./stage-observations.ts";
import { settleReports } from "./settle-reports.ts";

export interface MergedFile {
  readonly enterpriseId: string;
  readonly sha256: string;
  /** ISO 8601 in UTC. */
  readonly receivedAt: string;
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
    select ${file.enterpriseId}, ${file.sha256}, r.family, r.scope, r.subject_kind, r.subject_id,
           coalesce(greatest(max(s.own_at), max(r.ended_at)), (select max(own_at) from staged_observations where enterprise_id = ${file.enterpriseId}), ${file.receivedAt}::timestamptz)
    from staged_reports r
    left join staged_observations s using (enterprise_id, family, scope, subject_kind, subject_id)
    where r.enterprise_id = ${file.enterpriseId}
    group by r.family, r.scope, r.subject_kind, r.subject_id
    on conflict (enterprise_id, file_sha256, family, scope, subject_kind, subject_id)
    do update set reported_at = excluded.reported_at`.execute(tx.db);
  await sql`
    update staged_observations s set seen_at = r.reported_at
    from evidence_reports r
    where s.enterprise_id = ${file.enterpriseId} and r.enterprise_id = ${file.enterpriseId}
      and r.file_sha256 = ${file.sha256} and (r.family, r.scope, r.subject_kind, r.subject_id) = (s.family, s.scope, s.subject_kind, s.subject_id)
      and r.reported_at <> s.seen_at`.execute(tx.db);
};

/** The same result with the same words is the same observation; a tool that says it n times is matched n times. */
const matchKnown = async (tx: Ctx, file: MergedFile): Promise<number> => {
  const matched = await sql`
    with pairs as (
      select distinct family, scope, subject_kind, subject_id from staged_observations
      where enterprise_id = ${file.enterpriseId}
    ), held as (
      select o.id, o.family, o.scope, o.subject_kind, o.subject_id, o.check_ref, o.result, coalesce(o.message, '') as words,
             row_number() over (partition by o.family, o.scope, o.subject_kind, o.subject_id, o.check_ref, o.result,
                                             coalesce(o.message, '') order by o.id) as ordinal
      from observations o join pairs using (family, scope, subject_kind, subject_id)
      where o.enterprise_id = ${file.enterpriseId} and o.closed_at is null
    ), incoming as (
      select id, family, scope, subject_kind, subject_id, check_ref, result, coalesce(message, '') as words,
             row_number() over (partition by family, scope, subject_kind, subject_id, check_ref, result,
                                             coalesce(message, '') order by n) as ordinal
      from staged_observations where enterprise_id = ${file.enterpriseId}
    )
    update staged_observations s set matched = held.id
    from incoming join held using (family, scope, subject_kind, subject_id, check_ref, result, words, ordinal)
    where s.enterprise_id = ${file.enterpriseId} and s.id = incoming.id`.execute(tx.db);
  return Number(matched.numAffectedRows ?? 0);
};

const confirmKnown = async (tx: Ctx, file: MergedFile): Promise<void> => {
  await sql`
    insert into observation_sightings (enterprise_id, observation_id, file_sha256, place, observed_at, received_at, seen_at)
    select ${file.enterpriseId}, matched, ${file.sha256}, place, observed_at, ${file.receivedAt}, seen_at
    from staged_observations where enterprise_id = ${file.enterpriseId} and matched is not null
    on conflict (enterprise_id, observation_id, file_sha256)
    do update set place = excluded.place, observed_at = excluded.observed_at, received_at = excluded.received_at,
                  seen_at = excluded.seen_at`.execute(tx.db);
  await sql`
    update observations o
    set last_seen_at = greatest(o.last_seen_at, s.seen_at), holds_at = greatest(o.holds_at, s.own_at),
        title = case when s.seen_at >= o.last_seen_at then s.title else o.title end,
        refs = case when s.seen_at >= o.last_seen_at then s.refs else o.refs end,
        revision = case when s.seen_at >= o.last_seen_at then s.revision else o.revision end,
        severity = case when s.seen_at >= o.last_seen_at then s.severity else o.severity end
    from staged_observations s
    where o.enterprise_id = ${file.enterpriseId} and s.enterprise_id = o.enterprise_id and o.id = s.matched`.execute(
    tx.db,
  );
};

const insertNew = async (tx: Ctx, file: MergedFile): Promise<number> => {
  const inserted = await sql`
    insert into observations (enterprise_id, id, file_sha256, scope, family, subject_kind, subject_id, subject_identifiers,
      check_ref, revision, title, refs, result, severity, observed_at, received_at, last_seen_at, holds_at, place, message)
    select ${file.enterpriseId}, id, ${file.sha256}, scope, family, subject_kind, subject_id, subject_identifiers, check_ref,
      revision, title, refs, result, severity, observed_at, ${file.receivedAt}, seen_at, own_at, place, message
    from staged_observations where enterprise_id = ${file.enterpriseId} and matched is null`.execute(
    tx.db,
  );
  return Number(inserted.numAffectedRows ?? 0);
};

/** A changed result replaces the older one even where the file does not speak for the whole scope. */
const replaceChanged = async (tx: Ctx, file: MergedFile): Promise<number> => {
  const replaced = await sql`
    update observations o set closed_at = ${file.receivedAt}, closed_by_file = ${file.sha256}
    from (select family, scope, subject_kind, subject_id, check_ref, max(seen_at) as seen_at
          from staged_observations where enterprise_id = ${file.enterpriseId} group by 1, 2, 3, 4, 5) s
    where o.enterprise_id = ${file.enterpriseId} and o.closed_at is null and o.file_sha256 <> ${file.sha256}
      and (o.family, o.scope, o.subject_kind, o.subject_id, o.check_ref)
        = (s.family, s.scope, s.subject_kind, s.subject_id, s.check_ref)
      and o.last_seen_at <= s.seen_at
      and not exists (select 1 from staged_observations m where m.enterprise_id = o.enterprise_id and m.matched = o.id)`.execute(
    tx.db,
  );
  return Number(replaced.numAffectedRows ?? 0);
};

/** The staging tables are just filled and have no statistics: a plan for few rows would take hours for many. */
const planForMany = async (tx: Ctx, many: boolean): Promise<void> => {
  await sql`select set_config('enable_nestloop', ${many ? "off" : "on"}, true)`.execute(tx.db);
};

/** Expects `stageFile` to have run in this transaction, and the file's row to exist. */
export const mergeStaged = async (tx: Ctx, file: MergedFile): Promise<MergeCounts> => {
  await planForMany(tx, true);
  await recordReports(tx, file);
  const unchanged = await matchKnown(tx, file);
  if (unchanged > 0) await confirmKnown(tx, file);
  const inserted = await insertNew(tx, file);
  const replaced = await replaceChanged(tx, file);
  const settled = await settleReports(tx, { ...file, at: file.receivedAt });
  await planForMany(tx, false);
  await clearStaging(tx, file.enterpriseId);
  return {
    added: inserted - settled.ownClosed,
    closed: replaced + settled.othersClosed,
    unchanged,
  };
};
