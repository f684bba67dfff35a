/** One page of an enterprise's observations, the latest received first, and how many there are. */

import type { AssessmentIndex } from "@fenji/assessment";
import type { listObservations as operation, ReplyOf } from "@fenji/contract";
import type { ObservationResult, Severity } from "@fenji/evidence";
import type { Pack } from "@fenji/regime";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { assessmentIndexOf } from "../assessment/public.ts";
import { checksReaching } from "./checks-reaching.ts";
import {
  observationConditions,
  type ObservationStandpoint,
  type ObservationWish,
} from "./observation-conditions.ts";
import { requireEnterprise } from "./policy.ts";

type Reply = ReplyOf<typeof operation>;
type Shown = Reply["items"][number];

/** Beyond this a count says "more than". */
const maxCounted = 10_000;

/** Requirements named beside one observation. */
const maxRequirements = 20;

interface Row {
  readonly id: string;
  readonly file_sha256: string;
  readonly file_name: string;
  readonly place: string;
  readonly family: string;
  readonly subject_kind: Shown["subject"]["kind"];
  readonly subject_id: string;
  readonly check_ref: string;
  readonly revision: string | null;
  readonly title: string | null;
  readonly refs: string[];
  readonly result: ObservationResult;
  readonly severity: Severity | null;
  readonly message: string | null;
  readonly holds_at: string;
  readonly observed_at: string | null;
  readonly received_at: string;
  readonly closed_at: string | null;
}

const requirementsOf = (row: Row, index: AssessmentIndex): string[] => {
  const reached = index
    .matchesOf({ check: row.check_ref, refs: row.refs })
    .flatMap(({ element }) => index.elements[element]?.requirement.id ?? []);
  return [...new Set(reached)].slice(0, maxRequirements);
};

const show = (row: Row, index: AssessmentIndex): Shown => ({
  id: row.id,
  file: { sha256: row.file_sha256, name: row.file_name },
  at: row.place,
  family: row.family,
  subject: { kind: row.subject_kind, id: row.subject_id },
  check: row.check_ref,
  revision: row.revision,
  title: row.title,
  refs: row.refs,
  result: row.result,
  severity: row.severity,
  message: row.message,
  holdsAt: row.holds_at,
  observedAt: row.observed_at,
  receivedAt: row.received_at,
  closedAt: row.closed_at,
  requirements: requirementsOf(row, index),
});

const countUpTo = async (
  tx: Ctx,
  wish: ObservationWish,
  at: ObservationStandpoint,
): Promise<Reply["total"]> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select 1 from observations o where ${observationConditions(wish, at)} limit ${maxCounted + 1}) counted`.execute(
    tx.db,
  );
  const n = rows[0]?.n ?? 0;
  return { count: Math.min(n, maxCounted), exact: n <= maxCounted };
};

/** Ids are UUIDv7, so that their order is the order of arrival. @throws AppError `request.not-found` */
export const listObservations = async (
  tx: Ctx,
  enterpriseId: string,
  { pack, query }: { readonly pack: Pack; readonly query: ObservationWish },
): Promise<Reply> => {
  await requireEnterprise(tx, enterpriseId);
  const index = assessmentIndexOf(pack);
  const reaching =
    query.requirement === undefined
      ? null
      : await checksReaching(tx, enterpriseId, { index, requirement: query.requirement });
  const at: ObservationStandpoint = { enterpriseId, reaching };
  const after = query.cursor === undefined ? sql`true` : sql`o.id < ${query.cursor}`;
  const { rows } = await sql<Row>`
    select o.id, o.file_sha256, f.name as file_name, o.place, o.family, o.subject_kind, o.subject_id, o.check_ref, o.revision,
           o.title, o.refs, o.result, o.severity, o.message, o.holds_at, o.observed_at, o.received_at, o.closed_at
    from observations o join evidence_files f on f.enterprise_id = o.enterprise_id and f.sha256 = o.file_sha256
    where ${observationConditions(query, at)} and ${after}
    order by o.id desc limit ${query.limit + 1}`.execute(tx.db);
  const shown = rows.slice(0, query.limit);
  return {
    pack: { id: pack.header.id, version: pack.header.version },
    items: shown.map((row) => show(row, index)),
    nextCursor: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
    total: query.cursor === undefined ? await countUpTo(tx, query, at) : null,
  };
};
