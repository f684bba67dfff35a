/** Reads behind verdicts: the observations that matter, stored verdicts, and the grades that decide what is required. */

import type { AssessmentIndex, EvidenceItem, Verdict } from "@fenji/assessment";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { itemsQuery } from "./find-items-at.ts";
import type { Moment } from "./moment.ts";
import { findNamedChecks, type NamedCheck } from "./named-checks.ts";
import { storedDetail, type StoredDetail } from "./stored-detail.ts";

/** An open observation, as far as judging needs it. */
export interface StoredItem extends EvidenceItem {
  readonly id: string;
}

const groupKey = (check: string, refs: string): string => `${refs}\n${check}`;

const itemsPerRead = 10_000;

interface ItemRow {
  readonly id: string;
  readonly check_ref: string;
  readonly revision: string | null;
  readonly refs_key: string;
  readonly family: string;
  readonly subject_kind: EvidenceItem["subject"]["kind"];
  readonly subject_id: string;
  readonly result: EvidenceItem["result"];
  readonly severity: EvidenceItem["severity"];
  readonly holds_at: string;
}

export interface ItemsWish {
  readonly index: AssessmentIndex;
  /** null: now. */
  readonly moment?: Moment | null;
  /** Of `findNamedChecks`, where several indexes are asked of the same enterprise. */
  readonly checks?: readonly NamedCheck[];
}

/** The observations that reach a requirement of the index: those that are open, or that held at a past moment. */
export async function* findItems(
  tx: Ctx,
  enterpriseId: string,
  { index, moment = null, checks: known }: ItemsWish,
): AsyncGenerator<StoredItem> {
  const relevant = new Map<string, readonly string[]>();
  const checks = new Set<string>();
  const named = known ?? (await findNamedChecks(tx, enterpriseId, { openOnly: moment === null }));
  for (const one of named) {
    if (index.matchesOf(one).length === 0) continue;
    relevant.set(groupKey(one.check, one.refsKey), one.refs);
    checks.add(one.check);
  }
  if (checks.size === 0) return;
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const source = { enterpriseId, checks: [...checks], moment, after, limit: itemsPerRead };
    const { rows } = await sql<ItemRow>`${itemsQuery(source)}`.execute(tx.db);
    for (const row of rows) {
      const refs = relevant.get(groupKey(row.check_ref, row.refs_key));
      if (refs !== undefined) yield itemOf(row, refs);
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < itemsPerRead) return;
    after = last.id;
  }
}

const itemOf = (row: ItemRow, refs: readonly string[]): StoredItem => ({
  id: row.id,
  subject: { kind: row.subject_kind, id: row.subject_id },
  check: row.check_ref,
  revision: row.revision,
  refs,
  result: row.result,
  severity: row.severity,
  family: row.family,
  observedAt: row.holds_at,
  receivedAt: row.holds_at,
});

export interface PackKey {
  readonly id: string;
  readonly version: string;
}

const settlers = ["machine", "attestation", "override"] as const;

export interface StoredVerdict {
  readonly type: string;
  readonly requirement: string;
  /** What counts. */
  readonly verdict: Verdict;
  /** By evidence and facts alone. */
  readonly machine: Verdict;
  readonly settledBy: (typeof settlers)[number];
  /** Somebody answers for the gap. */
  readonly accepted: boolean;
  /** Last day on which it holds as it is stored; null: until evidence changes. */
  readonly holdsUntil: string | null;
  readonly detail: StoredDetail;
}

export const findVerdicts = async (
  tx: Ctx,
  enterpriseId: string,
  pack: PackKey,
): Promise<ReadonlyMap<string, StoredVerdict>> => {
  const rows = await tx.db
    .selectFrom("verdicts")
    .select([
      "object_type",
      "requirement_id",
      "verdict",
      "machine_verdict",
      "settled_by",
      "accepted",
    ])
    .select(["holds_until", "detail"])
    .where("enterprise_id", "=", enterpriseId)
    .where("pack_id", "=", pack.id)
    .where("pack_version", "=", pack.version)
    .execute();
  return new Map(
    rows.map((row) => [
      row.requirement_id,
      {
        type: row.object_type,
        requirement: row.requirement_id,
        verdict: row.verdict,
        machine: row.machine_verdict ?? row.verdict,
        settledBy: settlers.find((one) => one === row.settled_by) ?? "machine",
        accepted: row.accepted,
        holdsUntil: row.holds_until,
        detail: storedDetail.parse(row.detail),
      },
    ]),
  );
};

export type VerdictToSave = StoredVerdict;

export interface VerdictsToSave {
  readonly enterpriseId: string;
  readonly pack: PackKey;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly rows: readonly VerdictToSave[];
}

export const saveVerdicts = async (
  tx: Ctx,
  { enterpriseId, pack, at, rows }: VerdictsToSave,
): Promise<void> => {
  if (rows.length === 0) return;
  await sql`
    insert into verdicts (enterprise_id, pack_id, pack_version, object_type, requirement_id, verdict, machine_verdict,
                          settled_by, accepted, holds_until, detail, computed_at)
    select ${enterpriseId}, ${pack.id}, ${pack.version}, type, requirement, verdict, machine, "settledBy", accepted,
           "holdsUntil", detail, ${at}
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (type text, requirement text, verdict text, machine text,
         "settledBy" text, accepted boolean, "holdsUntil" date, detail jsonb)
    on conflict (enterprise_id, pack_id, pack_version, object_type, requirement_id)
    do update set verdict = excluded.verdict, machine_verdict = excluded.machine_verdict,
                  settled_by = excluded.settled_by, accepted = excluded.accepted, holds_until = excluded.holds_until,
                  detail = excluded.detail, computed_at = excluded.computed_at
    where (verdicts.verdict, coalesce(verdicts.machine_verdict, verdicts.verdict), verdicts.settled_by,
           verdicts.accepted, verdicts.holds_until, verdicts.detail)
          is distinct from (excluded.verdict, excluded.machine_verdict, excluded.settled_by, excluded.accepted,
                            excluded.holds_until, excluded.detail)`.execute(tx.db);
};

export interface GradedTypeOf {
  readonly type: string;
  readonly grade: number | null;
  readonly possible: readonly number[];
}

/** The graded types of the enterprise, as last graded by the pack. */
export const findGrades = async (
  tx: Ctx,
  enterpriseId: string,
  pack: PackKey,
): Promise<GradedTypeOf[]> => {
  const rows = await tx.db
    .selectFrom("enterprise_grades")
    .select(["object_type", "grade", "possible"])
    .where("enterprise_id", "=", enterpriseId)
    .where("pack_id", "=", pack.id)
    .where("pack_version", "=", pack.version)
    .orderBy("object_type")
    .execute();
  return rows.map((row) => ({ type: row.object_type, grade: row.grade, possible: row.possible }));
};

export interface EnterpriseEvidence {
  readonly observationsOpen: number;
  /** Time of the newest open observation, ISO 8601 in UTC; null where there is none. */
  readonly newest: string | null;
}

/** Undefined for an enterprise that the actor may not see. */
export const findEnterpriseEvidence = async (
  tx: Ctx,
  enterpriseId: string,
): Promise<EnterpriseEvidence | undefined> => {
  const { rows } = await sql<{ open: number; newest: string | null }>`
    select o.open, o.newest from enterprises e
    cross join lateral (select count(*)::int as open, max(holds_at) as newest from observations
                        where enterprise_id = e.enterprise_id and closed_at is null) o
    where e.enterprise_id = ${enterpriseId}`.execute(tx.db);
  const row = rows[0];
  return row === undefined ? undefined : { observationsOpen: row.open, newest: row.newest };
};

export interface ObservationRow {
  readonly id: string;
  readonly sha256: string;
  readonly file_name: string;
  readonly place: string;
  readonly title: string | null;
  readonly tool: string | null;
  readonly observed_at: string | null;
  readonly received_at: string;
  readonly message: string | null;
}

export const findObservations = async (
  tx: Ctx,
  enterpriseId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ObservationRow>> => {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<ObservationRow>`
    select o.id, f.sha256, f.name as file_name, o.place, o.title, f.tool, o.observed_at, o.received_at, o.message
    from observations o join evidence_files f on f.enterprise_id = o.enterprise_id and f.sha256 = o.file_sha256
    where o.enterprise_id = ${enterpriseId} and o.id = any (${[...new Set(ids)]}::uuid[])`.execute(
    tx.db,
  );
  return new Map(rows.map((row) => [row.id, row]));
};
