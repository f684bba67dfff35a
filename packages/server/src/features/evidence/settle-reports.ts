/** Closes what a newer report of the same scope on the same subject no longer says. */

import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";

export interface Settlement {
  readonly enterpriseId: string;
  /** The file whose scopes and subjects are settled. */
  readonly sha256: string;
  /** ISO 8601 in UTC: closed at. */
  readonly at: string;
}

export interface Settled {
  /** Closed observations that came with the file itself: it is older than what is here. */
  readonly ownClosed: number;
  readonly othersClosed: number;
}

/**
 * An observation is open while no report newer than its latest sighting covers it: that depends on the times in the
 * reports, so they may arrive in any order. Of two reports of the same instant the one received later is the newer:
 * somebody corrected it. Withdrawn files do not count.
 */
export const settleReports = async (tx: Ctx, settlement: Settlement): Promise<Settled> => {
  const { enterpriseId, sha256, at } = settlement;
  const { rows } = await sql<{ own: boolean; closed: number }>`
    with newest as (
      select distinct on (r.family, r.scope, r.subject_kind, r.subject_id)
             r.family, r.scope, r.subject_kind, r.subject_id, r.reported_at, r.file_sha256
      from evidence_reports mine
      join evidence_reports r using (enterprise_id, family, scope, subject_kind, subject_id)
      join evidence_files f on f.enterprise_id = r.enterprise_id and f.sha256 = r.file_sha256
      where mine.enterprise_id = ${enterpriseId} and mine.file_sha256 = ${sha256} and f.withdrawn_at is null
      order by r.family, r.scope, r.subject_kind, r.subject_id, r.reported_at desc, f.received_at desc, r.file_sha256
    ), outdated as materialized (
      select o.id, n.file_sha256
      from newest n
      join observations o using (family, scope, subject_kind, subject_id)
      left join observation_sightings s
        on s.enterprise_id = ${enterpriseId} and s.file_sha256 = n.file_sha256 and s.observation_id = o.id
      where o.enterprise_id = ${enterpriseId} and o.closed_at is null
        and (o.last_seen_at < n.reported_at
             or (o.last_seen_at = n.reported_at and o.file_sha256 <> n.file_sha256 and s.observation_id is null))
    ), closed as (
      update observations o set closed_at = ${at}, closed_by_file = outdated.file_sha256
      from outdated where o.enterprise_id = ${enterpriseId} and o.id = outdated.id
      returning o.file_sha256 = ${sha256} as own
    )
    select own, count(*)::int as closed from closed group by own`.execute(tx.db);
  const count = (own: boolean): number => rows.find((row) => row.own === own)?.closed ?? 0;
  return { ownClosed: count(true), othersClosed: count(false) };
};
