/** Writes what a file says into tables of the transaction's own, in batches, so that memory stays bounded. */

import { createHash } from "node:crypto";
import type { Observation, ReadEvent, Subject, Tool } from "@fenji/evidence";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { copyLine, copyRows } from "../../platform/db/copy-rows.ts";
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
  await sql`delete from staged_observations`.execute(tx.db);
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

/** As PostgreSQL writes an array. */
const arrayText = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${clean(text).replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(",")}}`;

const pairOf = (source: { family: string; scope: string; subject: Subject }) => ({
  family: keyText(source.family),
  scope: keyText(source.scope),
  subject_kind: source.subject.kind,
  subject_id: keyText(source.subject.id),
});

type Pair = ReturnType<typeof pairOf>;

const identifiersText = ({ identifiers }: Subject): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(identifiers).map(([name, value]) => [clean(name), clean(value)]),
    ),
  );

const columns =
  "n, id, family, scope, subject_kind, subject_id, subject_identifiers, check_ref, revision, title, refs, result, " +
  "severity, observed_at, own_at, place, message";

type ObservationEvent = Extract<ReadEvent, { readonly kind: "observation" }>;

interface Source {
  readonly pair: Pair;
  readonly identifiers: string;
  readonly n: number;
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly receivedAt: string;
}

/** In the order of `columns`. Times of readers are in UTC and of one form, so that they compare as text. */
const lineOf = (
  observation: Observation,
  { pair, identifiers, n, id, receivedAt }: Source,
): string => {
  const { observedAt } = observation;
  return copyLine([
    n,
    id,
    pair.family,
    pair.scope,
    pair.subject_kind,
    pair.subject_id,
    identifiers,
    keyText(observation.check),
    cleanOrNull(observation.revision),
    cleanOrNull(observation.title),
    arrayText(observation.refs),
    observation.result,
    observation.severity,
    observedAt,
    observedAt === null || Date.parse(observedAt) > Date.parse(receivedAt)
      ? receivedAt
      : observedAt,
    clean(observation.at),
    observation.message === null ? null : clean(observation.message).slice(0, 2000),
  ]);
};

type StagedPair = Pair & { readonly ended_at: string | null };

export interface Staging {
  readonly enterpriseId: string;
  /** ISO 8601 in UTC. */
  readonly receivedAt: string;
  readonly signal: AbortSignal;
}

const writeLines = (tx: Ctx, lines: readonly string[]): Promise<void> =>
  copyRows(tx.db, `copy copied_observations (${columns}) from stdin`, lines);

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

/** Observations of one subject follow one another: what is the same for all of them is made once. */
const rememberSources = () => {
  let known: {
    family: string;
    scope: string;
    subject: Subject;
    made: Pick<Source, "pair" | "identifiers">;
  } | null = null;
  return (family: string, { scope, observation: { subject } }: ObservationEvent) => {
    if (
      known === null ||
      known.subject !== subject ||
      known.scope !== scope ||
      known.family !== family
    ) {
      const made = {
        pair: pairOf({ family, scope, subject }),
        identifiers: identifiersText(subject),
      };
      known = { family, scope, subject, made };
    }
    return known.made;
  };
};

/** Writes one batch while the next is read; never more than these two are held. */
const openWriter = (tx: Ctx, staging: Staging) => {
  let writing: Promise<void> = Promise.resolve();
  const settled = async (): Promise<void> => {
    await writing;
    staging.signal.throwIfAborted();
  };
  const write = async (lines: readonly string[], pairs: readonly StagedPair[]): Promise<void> => {
    await settled();
    writing = writeLines(tx, lines).then(() => writePairs(tx, staging, pairs));
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
  const lines: string[] = [];
  const sources = rememberSources();
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
        const source = sources(family, event);
        const own = { ...source, n, id: tx.newId(), receivedAt: staging.receivedAt };
        lines.push(lineOf(event.observation, own));
      } else warnings.push({ code: event.code, at: clean(event.at), detail: clean(event.detail) });
      if (lines.length >= rowsPerStatement || pairs.length >= rowsPerStatement)
        await writer.write(lines.splice(0), pairs.splice(0));
    }
    await writer.write(lines, pairs);
  } finally {
    // Also when reading failed: the transaction can only be ended by whoever has no statement under way.
    await writer.settled();
  }
  return { tool, warnings, observations: n };
};
