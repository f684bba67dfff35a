/** The observations that a firm held at a past moment, by when they were received and closed here. */

import type { AssessmentIndex, EvidenceItem } from "@fenji/assessment";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";

export interface HeldItem extends EvidenceItem {
  readonly id: string;
}

interface ItemRow {
  readonly id: string;
  readonly check_ref: string;
  readonly refs: readonly string[];
  readonly revision: string | null;
  readonly family: string;
  readonly subject_kind: EvidenceItem["subject"]["kind"];
  readonly subject_id: string;
  readonly result: EvidenceItem["result"];
  readonly severity: EvidenceItem["severity"];
  readonly holds_at: string;
}

const itemsPerRead = 10_000;

const toItem = (row: ItemRow): HeldItem => ({
  id: row.id,
  subject: { kind: row.subject_kind, id: row.subject_id },
  check: row.check_ref,
  refs: row.refs,
  revision: row.revision,
  result: row.result,
  severity: row.severity,
  family: row.family,
  observedAt: row.holds_at,
  receivedAt: row.holds_at,
});

export interface HeldAt {
  readonly enterpriseId: string;
  readonly index: AssessmentIndex;
  /** ISO 8601 in UTC. */
  readonly asOf: string;
}

const findChecks = async (tx: Ctx, { enterpriseId, index, asOf }: HeldAt): Promise<string[]> => {
  const { rows } = await sql<{ check_ref: string; refs: readonly string[] }>`
    select check_ref, refs from observations
    where enterprise_id = ${enterpriseId} and received_at <= ${asOf} and (closed_at is null or closed_at > ${asOf})
    group by check_ref, refs`.execute(tx.db);
  const reaching = rows.filter(
    ({ check_ref, refs }) => index.matchesOf({ check: check_ref, refs }).length > 0,
  );
  return [...new Set(reaching.map(({ check_ref }) => check_ref))];
};

/** Those that reach a requirement of the index, in the order of their ids. */
export async function* findItemsAsOf(tx: Ctx, held: HeldAt): AsyncGenerator<HeldItem> {
  const { enterpriseId, index, asOf } = held;
  const checks = await findChecks(tx, held);
  if (checks.length === 0) return;
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const { rows } = await sql<ItemRow>`
      select id, check_ref, refs, revision, family, subject_kind, subject_id, result, severity, holds_at from observations
      where enterprise_id = ${enterpriseId} and received_at <= ${asOf} and (closed_at is null or closed_at > ${asOf})
        and id > ${after} and check_ref = any (${checks})
      order by id limit ${itemsPerRead}`.execute(tx.db);
    for (const row of rows) {
      const item = toItem(row);
      if (index.matchesOf(item).length > 0) yield item;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < itemsPerRead) return;
    after = last.id;
  }
}
