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
    ), closed as (
      update observations o set closed_at = ${at}, closed_by_file = n.file_sha256
      from newest n
      where o.enterprise_id = ${enterpriseId} and o.closed_at is null
        and (o.family, o.scope, o.subject_kind, o.subject_id) = (n.family, n.scope, n.subject_kind, n.subject_id)
        and (o.last_seen_at < n.reported_at
             or (o.last_seen_at = n.reported_at and o.file_sha256 <> n.file_sha256
                 and not exists (select 1 from observation_sightings s
                                 where s.enterprise_id = o.enterprise_id and s.observation_id = o.id
                                   and s.file_sha256 = n.file_sha256)))
      returning o.file_sha256 = ${sha256} as own
    )
    select own, count(*)::int as closed from closed group by own`.execute(tx.db);
  const count = (own: boolean): number => rows.find((row) => row.own === own)?.closed ?? 0;
  return { ownClosed: count(true), othersClosed: count(false) };
};
