/** Turns a filter of observations into conditions that the indexes of the table can answer. */

import type { listObservations, QueryOf } from "@fenji/contract";
import { sql, type RawBuilder } from "kysely";
import { refsKey, type NamedCheck } from "../assessment/public.ts";

export type ObservationWish = QueryOf<typeof listObservations>;

export interface ObservationStandpoint {
  readonly enterpriseId: string;
  /** Checks that reach the requirement asked for; null: none is asked for. */
  readonly reaching: readonly NamedCheck[] | null;
}

type Condition = RawBuilder<unknown>;

const likePrefix = (text: string): string => `${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** Of the checks by name and refs: an index finds the names, the refs tell those of one name apart. */
const ofChecks = (checks: readonly NamedCheck[]): Condition => {
  const names = [...new Set(checks.map(({ check }) => check))];
  const keys = [...new Set(checks.map(({ refsKey }) => refsKey))];
  return sql`o.check_ref = any (${names}) and ${refsKey} = any (${keys})`;
};

const byFile = (
  file: string,
  enterpriseId: string,
): Condition => sql`(o.file_sha256 = ${file} or o.id in (
    select observation_id from observation_sightings where enterprise_id = ${enterpriseId} and file_sha256 = ${file}))`;

const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString();

/** To be joined with `and`; the table is `observations o`. */
export const observationConditions = (
  wish: ObservationWish,
  at: ObservationStandpoint,
): Condition => {
  const parts: Condition[] = [sql`o.enterprise_id = ${at.enterpriseId}`];
  if (wish.state !== "all")
    parts.push(wish.state === "open" ? sql`o.closed_at is null` : sql`o.closed_at is not null`);
  if (wish.file !== undefined) parts.push(byFile(wish.file, at.enterpriseId));
  if (wish.family !== undefined) parts.push(sql`o.family = ${wish.family}`);
  if (wish.subject !== undefined) parts.push(sql`o.subject_id like ${likePrefix(wish.subject)}`);
  if (wish.check !== undefined) parts.push(sql`o.check_ref like ${likePrefix(wish.check)}`);
  if (wish.result !== undefined) parts.push(sql`o.result = ${wish.result}`);
  if (wish.severity !== undefined) parts.push(sql`o.severity = ${wish.severity}`);
  if (wish.from !== undefined) parts.push(sql`o.holds_at >= ${`${wish.from}T00:00:00Z`}`);
  if (wish.to !== undefined) parts.push(sql`o.holds_at < ${nextDay(wish.to)}`);
  if (at.reaching !== null) parts.push(ofChecks(at.reaching));
  return sql.join(parts, sql` and `);
};
