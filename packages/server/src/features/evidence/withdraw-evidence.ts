/** Takes an evidence file back: what it alone said stops counting, what it had closed counts again; the record stays. */

import { AppError, type EnterpriseId } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import { sql } from "kysely";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { recomputeVerdicts } from "../assessment/public.ts";
import { lockEvidence } from "./lock-evidence.ts";
import { planForMany } from "./plan-for-many.ts";
import { findFile } from "./queries.ts";
import { settleReports } from "./settle-reports.ts";

export interface Withdrawal {
  readonly enterpriseId: string;
  readonly sha256: string;
}

export interface WithdrawInput extends Withdrawal {
  /** The regimes that the enterprise is judged by afterwards. */
  readonly packs: readonly Pack[];
}

export interface Withdrawn {
  readonly observationsClosed: number;
  readonly verdictsChanged: number;
}

const markWithdrawn = (tx: Ctx, file: Withdrawal, at: string) =>
  tx.db
    .updateTable("evidence_files")
    .set({ withdrawn_at: at })
    .where("enterprise_id", "=", file.enterpriseId)
    .where("sha256", "=", file.sha256)
    .execute();

/**
 * What other live files said again moves to the earliest of them, its times with it; the rest is closed. The first file
 * of an observation vouches for it at the time of its report.
 */
const disown = async (
  tx: Ctx,
  { enterpriseId, sha256 }: Withdrawal,
  at: string,
): Promise<number> => {
  await sql`
    with touched as (
      select id from observations where enterprise_id = ${enterpriseId} and file_sha256 = ${sha256}
      union
      select observation_id from observation_sightings where enterprise_id = ${enterpriseId} and file_sha256 = ${sha256}
    ), sources as (
      select o.id, o.file_sha256, o.place, o.observed_at, o.received_at,
             coalesce(r.reported_at, least(o.observed_at, o.received_at)) as seen_at
      from touched join observations o on o.enterprise_id = ${enterpriseId} and o.id = touched.id
      left join evidence_reports r on r.enterprise_id = o.enterprise_id and r.file_sha256 = o.file_sha256
        and (r.family, r.scope, r.subject_kind, r.subject_id) = (o.family, o.scope, o.subject_kind, o.subject_id)
      union all
      select s.observation_id, s.file_sha256, s.place, s.observed_at, s.received_at, s.seen_at
      from touched join observation_sightings s on s.enterprise_id = ${enterpriseId} and s.observation_id = touched.id
    ), live as (
      select s.* from sources s join evidence_files f
        on f.enterprise_id = ${enterpriseId} and f.sha256 = s.file_sha256 and f.withdrawn_at is null
    ), first as (
      select distinct on (id) * from live order by id, seen_at, file_sha256
    ), latest as (
      select id, max(seen_at) as seen_at, max(least(observed_at, received_at)) as holds_at from live group by id
    )
    update observations o
    set file_sha256 = first.file_sha256, place = first.place, observed_at = first.observed_at,
        received_at = first.received_at, last_seen_at = latest.seen_at, holds_at = latest.holds_at
    from first join latest using (id)
    where o.enterprise_id = ${enterpriseId} and o.id = first.id
      and (o.file_sha256, o.place, o.observed_at, o.received_at, o.last_seen_at, o.holds_at) is distinct from
          (first.file_sha256, first.place, first.observed_at, first.received_at, latest.seen_at, latest.holds_at)`.execute(
    tx.db,
  );
  const closed = await sql`
    update observations set closed_at = ${at}, closed_by_file = null
    where enterprise_id = ${enterpriseId} and file_sha256 = ${sha256} and closed_at is null`.execute(
    tx.db,
  );
  return Number(closed.numAffectedRows ?? 0);
};

const reopen = async (tx: Ctx, { enterpriseId, sha256 }: Withdrawal): Promise<void> => {
  await sql`
    update observations o set closed_at = null, closed_by_file = null
    from evidence_files f
    where o.enterprise_id = ${enterpriseId} and o.closed_by_file = ${sha256}
      and f.enterprise_id = o.enterprise_id and f.sha256 = o.file_sha256 and f.withdrawn_at is null`.execute(
    tx.db,
  );
};

/** @throws AppError `request.not-found` for a file that is not there or is withdrawn already */
export const withdrawEvidence = (ctx: Ctx, file: WithdrawInput): Promise<Withdrawn> =>
  inTransaction(ctx, async (tx) => {
    await lockEvidence(tx, file.enterpriseId);
    const known = await findFile(tx, file.enterpriseId, file.sha256);
    if (known === undefined || known.withdrawnAt !== null)
      throw new AppError("request.not-found", { what: file.sha256 });
    const at = tx.now().toISOString();
    await markWithdrawn(tx, file, at);
    await planForMany(tx, true);
    const observationsClosed = await disown(tx, file, at);
    await reopen(tx, file);
    await settleReports(tx, { ...file, at });
    await planForMany(tx, false);
    const changes = await recomputeVerdicts(tx, file.enterpriseId, file.packs);
    tx.events.record({
      enterpriseId: file.enterpriseId as EnterpriseId,
      action: "evidence.withdrawn",
      subject: file.sha256,
      payload: { observationsClosed, verdictsChanged: changes.length },
    });
    return { observationsClosed, verdictsChanged: changes.length };
  });
