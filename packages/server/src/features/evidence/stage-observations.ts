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
  /** How many there are. */
  readonly observations: number;
}

/** To be called before and after, in the transaction that stages. */
export const clearStaging = async (tx: Ctx, enterpriseId: string): Promise<void> => {
  await tx.db.deleteFrom("staged_observations").where("enterprise_id", "=", enterpriseId).execute();
  await tx.db.deleteFrom("staged_matches").where("enterprise_id", "=", enterpriseId).execute();
  await tx.db.deleteFrom("staged_reports").where("enterprise_id", "=", enterpriseId).execute();
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

/** As PostgreSQL writes an array: a column of arrays of unequal length cannot be sent as an array. */
const arrayText = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(",")}}`;

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
  subject_identifiers: JSON.stringify(
    Object.fromEntries(
      Object.entries(observation.subject.identifiers).map(([name, value]) => [
        clean(name),
        clean(value),
      ]),
    ),
  ),
  check_ref: keyText(observation.check),
  revision: cleanOrNull(observation.revision),
  title: cleanOrNull(observation.title),
  refs: arrayText(observation.refs.map(clean)),
  result: observation.result,
  severity: observation.severity,
  observed_at: observation.observedAt,
  place: clean(observation.at),
  message: observation.message === null ? null : clean(observation.message).slice(0, 2000),
});

type StagedRow = ReturnType<typeof rowOf>;
type StagedPair = ReturnType<typeof pairOf> & { readonly ended_at: string | null };

export interface Staging {
  readonly enterpriseId: string;
  /** ISO 8601 in UTC. */
  readonly receivedAt: string;
  readonly signal: AbortSignal;
}

/** Column by column: the database takes arrays in twice as fast as JSON. */
const writeRows = async (tx: Ctx, staging: Staging, rows: readonly StagedRow[]): Promise<void> => {
  if (rows.length === 0) return;
  const { enterpriseId, receivedAt } = staging;
  const all = <K extends keyof StagedRow>(name: K): StagedRow[K][] => rows.map((row) => row[name]);
  await sql`
    insert into staged_observations
    select ${enterpriseId}, r.id, r.n, r.family, r.scope, r.subject_kind, r.subject_id, r.subject_identifiers::jsonb,
           r.check_ref, r.revision, r.title, r.refs::text[], r.result, r.severity, r.observed_at,
           least(r.observed_at, ${receivedAt}::timestamptz), r.place, r.message
    from unnest(
      ${all("id")}::uuid[], ${all("n")}::bigint[], ${all("family")}::text[], ${all("scope")}::text[],
      ${all("subject_kind")}::text[], ${all("subject_id")}::text[], ${all("subject_identifiers")}::text[],
      ${all("check_ref")}::text[], ${all("revision")}::text[], ${all("title")}::text[], ${all("refs")}::text[],
      ${all("result")}::text[], ${all("severity")}::text[], ${all("observed_at")}::timestamptz[],
      ${all("place")}::text[], ${all("message")}::text[]
    ) as r (id, n, family, scope, subject_kind, subject_id, subject_identifiers, check_ref, revision, title, refs, result,
            severity, observed_at, place, message)`.execute(tx.db);
};

const writePairs = async (
  tx: Ctx,
  staging: Staging,
  pairs: readonly StagedPair[],
): Promise<void> => {
  if (pairs.length === 0) return;
  await sql`
    insert into staged_reports
    select ${staging.enterpriseId}, family, scope, subject_kind, subject_id,
           case when max(ended_at) is not null then least(max(ended_at), ${staging.receivedAt}::timestamptz) end
    from json_to_recordset(${JSON.stringify(pairs)}::json) as r (
      family text, scope text, subject_kind text, subject_id text, ended_at timestamptz)
    group by family, scope, subject_kind, subject_id
    on conflict (enterprise_id, family, scope, subject_kind, subject_id)
    do update set ended_at = greatest(staged_reports.ended_at, excluded.ended_at)`.execute(tx.db);
};

/** Writes one batch while the next is read; never more than these two are held. */
const openWriter = (tx: Ctx, staging: Staging) => {
  let writing: Promise<void> = Promise.resolve();
  const settled = async (): Promise<void> => {
    await writing;
    staging.signal.throwIfAborted();
  };
  const write = async (rows: readonly StagedRow[], pairs: readonly StagedPair[]): Promise<void> => {
    await settled();
    writing = writeRows(tx, staging, rows).then(() => writePairs(tx, staging, pairs));
    // Whoever waits next is told; until then it must not count as unhandled.
    writing.catch(() => undefined);
  };
  return { write, settled };
};

/**
 * Memory holds two batches and the warnings, which readers bound.
 * @throws what reading throws; the reason of the signal when the caller went away.
 */
export const stageFile = async (
  tx: Ctx,
  events: AsyncIterable<ReadEvent>,
  staging: Staging,
): Promise<StagedFile> => {
  await clearStaging(tx, staging.enterpriseId);
  let tool: Tool | null = null;
  let family = "unknown";
  let n = 0;
  const warnings: ImportWarning[] = [];
  const rows: StagedRow[] = [];
  const pairs: StagedPair[] = [];
  const writer = openWriter(tx, staging);
  try {
    for await (const event of events) {
      if (event.kind === "tool") {
        tool ??= event.tool;
        ({ family } = event);
      } else if (event.kind === "scope")
        pairs.push({ ...pairOf({ family, ...event }), ended_at: event.observedAt ?? null });
      else if (event.kind === "observation") {
        n += 1;
        rows.push(rowOf(event.observation, { family, scope: event.scope, id: tx.newId(), n }));
      } else warnings.push({ code: event.code, at: clean(event.at), detail: clean(event.detail) });
      if (rows.length >= rowsPerStatement || pairs.length >= rowsPerStatement)
        await writer.write(rows.splice(0), pairs.splice(0));
    }
    await writer.write(rows, pairs);
  } finally {
    // Also when reading failed: the transaction can only be ended by whoever has no statement under way.
    await writer.settled();
  }
  return { tool, warnings, observations: n };
};
