/** The observations that held at a past moment, computed from the times that are kept with them. */

import { sql, type RawBuilder } from "kysely";
import type { Moment } from "./moment.ts";
import { refsKey } from "./named-checks.ts";

export interface ItemSource {
  readonly enterpriseId: string;
  readonly checks: readonly string[];
  /** null: now. */
  readonly moment: Moment | null;
  /** Ids of the page begin after this one. */
  readonly after: string;
  readonly limit: number;
}

const columns = sql`o.id, o.check_ref, ${refsKey} as refs_key, o.family, o.revision, o.subject_kind, o.subject_id, o.result, o.severity`;

const page = ({ enterpriseId, checks, after }: ItemSource): RawBuilder<unknown> =>
  sql`o.enterprise_id = ${enterpriseId} and o.id > ${after} and o.check_ref = any (${[...checks]})`;

const itemsNow = (source: ItemSource): RawBuilder<unknown> => sql`
  select ${columns}, o.holds_at from observations o
  where ${page(source)} and o.closed_at is null
  order by o.id limit ${source.limit}`;

/** What had come in by then and was not closed yet; a later file that says the same again does not count. */
const itemsReceivedBy = (source: ItemSource, at: string): RawBuilder<unknown> => sql`
  with again as (
    select observation_id, max(least(observed_at, received_at)) as holds_at, min(received_at) as received_at
    from observation_sightings where enterprise_id = ${source.enterpriseId} and received_at <= ${at} group by 1
  )
  select ${columns},
         greatest(a.holds_at, case when o.received_at <= ${at} then least(o.observed_at, o.received_at) end) as holds_at
  from observations o left join again a on a.observation_id = o.id
  where ${page(source)} and (o.received_at <= ${at} or a.received_at <= ${at})
    and (o.closed_at is null or o.closed_at > ${at})
  order by o.id limit ${source.limit}`;

/**
 * What tools saw by then, except what the newest report of the same scope and subject by then no longer said. Files that
 * are withdrawn today were never true.
 */
const itemsObservedBy = (source: ItemSource, at: string): RawBuilder<unknown> => sql`
  with live as (
    select sha256 from evidence_files where enterprise_id = ${source.enterpriseId} and withdrawn_at is null
  ), newest as (
    select family, scope, subject_kind, subject_id, max(reported_at) as reported_at
    from evidence_reports r join live on live.sha256 = r.file_sha256
    where r.enterprise_id = ${source.enterpriseId} and reported_at <= ${at} group by 1, 2, 3, 4
  ), again as (
    select observation_id, max(least(observed_at, received_at)) as holds_at, max(seen_at) as seen_at
    from observation_sightings s join live on live.sha256 = s.file_sha256
    where s.enterprise_id = ${source.enterpriseId} and seen_at <= ${at} group by 1
  ), first as (
    select o.id as first_id, least(o.observed_at, o.received_at) as holds_at,
           coalesce(r.reported_at, least(o.observed_at, o.received_at)) as seen_at
    from observations o join live on live.sha256 = o.file_sha256
    left join evidence_reports r on r.enterprise_id = o.enterprise_id and r.file_sha256 = o.file_sha256
      and (r.family, r.scope, r.subject_kind, r.subject_id) = (o.family, o.scope, o.subject_kind, o.subject_id)
    where ${page(source)}
  )
  select ${columns}, greatest(a.holds_at, case when f.seen_at <= ${at} then f.holds_at end) as holds_at
  from observations o
  left join first f on f.first_id = o.id
  left join again a on a.observation_id = o.id
  left join newest n on (n.family, n.scope, n.subject_kind, n.subject_id) = (o.family, o.scope, o.subject_kind, o.subject_id)
  where ${page(source)} and (f.seen_at <= ${at} or a.seen_at is not null)
    and greatest(a.seen_at, case when f.seen_at <= ${at} then f.seen_at end) >= coalesce(n.reported_at, '-infinity')
  order by o.id limit ${source.limit}`;

/** Rows of `findItems`, in the order of their ids. */
export const itemsQuery = (source: ItemSource): RawBuilder<unknown> => {
  const { moment } = source;
  if (moment === null) return itemsNow(source);
  return moment.by === "received"
    ? itemsReceivedBy(source, moment.at)
    : itemsObservedBy(source, moment.at);
};
