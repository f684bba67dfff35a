/** Writes what a file says into tables of the transaction's own, in batches, so that memory stays bounded. */

import { createHash } from "node:crypto";
import type { Observation, ReadEvent, Subject, Tool } from "@fenji/evidence";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import type { ImportWarning } from "./import-warning.ts";
import { maxKeyBytes, rowsPerStatement } from "./policy.ts";

export interface StagedFile {
  /** The first tool that the file names. */
  readonly tool: Tool | null;
  readonly warnings: readonly ImportWarning[];
}

const createTables = async (tx: Ctx): Promise<void> => {
  await sql`create temp table if not exists staged_observations (
    id uuid primary key, n bigint not null, family text not null, scope text not null, subject_kind text not null,
    subject_id text not null, subject_identifiers jsonb not null, check_ref text not null, revision text, title text,
    refs text[] not null, result text not null, severity text, observed_at timestamptz, own_at timestamptz not null,
    seen_at timestamptz not null, place text not null, message text, matched uuid) on commit drop`.execute(
    tx.db,
  );
  await sql`create temp table if not exists staged_reports (
    family text not null, scope text not null, subject_kind text not null, subject_id text not null)
    on commit drop`.execute(tx.db);
  await sql`truncate staged_observations, staged_reports`.execute(tx.db);
};

/** PostgreSQL holds neither NUL nor half a surrogate pair. */
const clean = (text: string): string =>
  text.isWellFormed() && !text.includes("\0")
    ? text
    : text.toWellFormed().replaceAll("\0", "\u{FFFD}");

/** What is longer than an index entry is cut and told apart by its hash. */
const keyText = (text: string): string => {
  const cleaned = clean(text);
  if (Buffer.byteLength(cleaned) <= maxKeyBytes) return cleaned;
  const hash = createHash("sha256").update(cleaned).digest("hex").slice(0, 16);
  return `${cleaned.slice(0, 120)}…${hash}`;
};

const cleanOrNull = (text: string | null): string | null => (text === null ? null : clean(text));

const pairOf = (source: { family: string; scope: string; subject: Subject }) => ({
  family: keyText(source.family),
  scope: keyText(source.scope),
  subject_kind: source.subject.kind,
  subject_id: keyText(source.subject.id),
});

const rowOf = (
  observation: Observation,
  source: {
    readonly family: string;
    readonly scope: string;
    readonly id: string;
    readonly n: number;
  },
) => ({
  id: source.id,
  n: source.n,
  ...pairOf({ ...source, subject: observation.subject }),
  subject_identifiers: Object.fromEntries(
    Object.entries(observation.subject.identifiers).map(([name, value]) => [
      clean(name),
      clean(value),
    ]),
  ),
  check_ref: keyText(observation.check),
  revision: cleanOrNull(observation.revision),
  title: cleanOrNull(observation.title),
  refs: observation.refs.map(clean),
  result: observation.result,
  severity: observation.severity,
  observed_at: observation.observedAt,
  place: clean(observation.at),
  message: observation.message === null ? null : clean(observation.message).slice(0, 2000),
});

type StagedRow = ReturnType<typeof rowOf>;
type StagedPair = ReturnType<typeof pairOf>;

const writeRows = async (
  tx: Ctx,
  rows: readonly StagedRow[],
  receivedAt: string,
): Promise<void> => {
  if (rows.length === 0) return;
  await sql`
    insert into staged_observations
    select r.id, r.n, r.family, r.scope, r.subject_kind, r.subject_id, r.subject_identifiers, r.check_ref, r.revision,
           r.title, r.refs, r.result, r.severity, r.observed_at, least(r.observed_at, ${receivedAt}::timestamptz),
           least(r.observed_at, ${receivedAt}::timestamptz), r.place, r.message, null
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (
      id uuid, n bigint, family text, scope text, subject_kind text, subject_id text, subject_identifiers jsonb,
      check_ref text, revision text, title text, refs text[], result text, severity text, observed_at timestamptz,
      place text, message text)`.execute(tx.db);
};

const writePairs = async (tx: Ctx, pairs: readonly StagedPair[]): Promise<void> => {
  if (pairs.length === 0) return;
  await sql`
    insert into staged_reports
    select family, scope, subject_kind, subject_id from json_to_recordset(${JSON.stringify(pairs)}::json) as r (
      family text, scope text, subject_kind text, subject_id text)`.execute(tx.db);
};

export interface Staging {
  /** ISO 8601 in UTC. */
  readonly receivedAt: string;
  readonly signal: AbortSignal;
}

/** @throws what reading throws; the reason of the signal when the caller went away. */
export const stageFile = async (
  tx: Ctx,
  events: AsyncIterable<ReadEvent>,
  { receivedAt, signal }: Staging,
): Promise<StagedFile> => {
  await createTables(tx);
  let tool: Tool | null = null;
  let family = "unknown";
  let n = 0;
  const warnings: ImportWarning[] = [];
  const rows: StagedRow[] = [];
  const pairs: StagedPair[] = [];
  const flush = async (atLeast: number): Promise<void> => {
    signal.throwIfAborted();
    if (rows.length >= atLeast) await writeRows(tx, rows.splice(0), receivedAt);
    if (pairs.length >= atLeast) await writePairs(tx, pairs.splice(0));
  };
  for await (const event of events) {
    if (event.kind === "tool") {
      tool ??= event.tool;
      ({ family } = event);
    } else if (event.kind === "scope") pairs.push(pairOf({ family, ...event }));
    else if (event.kind === "observation") {
      n += 1;
      rows.push(rowOf(event.observation, { family, scope: event.scope, id: tx.newId(), n }));
    } else warnings.push({ code: event.code, at: clean(event.at), detail: clean(event.detail) });
    if (rows.length >= rowsPerStatement || pairs.length >= rowsPerStatement)
      await flush(rowsPerStatement);
  }
  await flush(0);
  await sql`analyze staged_observations`.execute(tx.db);
  return { tool, warnings };
};
