/** Writes what a file says into tables of the transaction's own, in batches, so that memory stays bounded. */

import { createHash } from "node:crypto";
import type { Observation, ReadEvent, Subject, Tool } from "@fenji/evidence";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { absent, copyFields, copyRows } from "../../platform/db/copy-rows.ts";
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
  await tx.db.deleteFrom("staged_scopes").where("enterprise_id", "=", enterpriseId).execute();
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
type ScopeEvent = Extract<ReadEvent, { readonly kind: "scope" }>;

/** Of a batch; `staged_scopes` has what all of a file's batches say. Times of readers compare as text. */
type StagedScope = ReturnType<typeof pairOf> & {
  declared: boolean;
  ended_at: string | null;
  newest_at: string | null;
};

const later = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other > one) ? other : one;

export interface Staging {
  readonly enterpriseId: string;
  /** ISO 8601 in UTC. */
  readonly receivedAt: string;
  readonly signal: AbortSignal;
}

const writeLines = (tx: Ctx, lines: readonly string[]): Promise<void> =>
  copyRows(tx.db, `copy copied_observations (${columns}) from stdin`, lines);

const writeScopes = async (
  tx: Ctx,
  staging: Staging,
  scopes: readonly StagedScope[],
): Promise<void> => {
  if (scopes.length === 0) return;
  await sql`
    insert into staged_scopes (enterprise_id, family, scope, subject_kind, subject_id, declared, ended_at, newest_at)
    select ${staging.enterpriseId}, family, scope, subject_kind, subject_id, declared,
           case when ended_at is not null then least(ended_at, ${staging.receivedAt}::timestamptz) end, newest_at
    from json_to_recordset(${JSON.stringify(scopes)}::json) as r (
      family text, scope text, subject_kind text, subject_id text, declared boolean, ended_at timestamptz,
      newest_at timestamptz)
    on conflict (enterprise_id, family, scope, subject_kind, subject_id)
    do update set declared = staged_scopes.declared or excluded.declared,
                  ended_at = greatest(staged_scopes.ended_at, excluded.ended_at),
                  newest_at = greatest(staged_scopes.newest_at, excluded.newest_at)`.execute(tx.db);
};

interface Source {
  readonly family: string;
  readonly scope: string;
  readonly subject: Subject;
  readonly pair: ReturnType<typeof pairOf>;
  /** Of the pair, for the batch's own map. */
  readonly key: string;
  /** The first columns of its rows. */
  readonly fields: string;
}

/** Observations of one subject follow one another: what is the same for all of them is made once. */
const rememberSources = () => {
  let known: Source | null = null;
  return (family: string, { scope, subject }: Pick<Source, "scope" | "subject">): Source => {
    if (
      known === null ||
      known.subject !== subject ||
      known.scope !== scope ||
      known.family !== family
    ) {
      const pair = pairOf({ family, scope, subject });
      const values = Object.values(pair);
      const fields = copyFields([...values, identifiersText(subject)]);
      known = { family, scope, subject, pair, key: JSON.stringify(values), fields };
    }
    return known;
  };
};

/** When an observation holds: the tool's clock, or the receipt where the tool does not say or claims the future. */
const rememberTimes = (receivedAt: string) => {
  const receivedMs = Date.parse(receivedAt);
  const known = { observedAt: null as string | null, ownAt: receivedAt };
  return (observedAt: string | null): string => {
    if (observedAt !== known.observedAt) {
      known.observedAt = observedAt;
      const told = observedAt !== null && Date.parse(observedAt) <= receivedMs;
      known.ownAt = told ? observedAt : receivedAt;
    }
    return known.ownAt;
  };
};

interface Row {
  readonly n: number;
  readonly id: string;
  readonly source: Source;
  readonly ownAt: string;
}

/** In the order of `columns`; what readers write by rule, numbers and times and words of a fixed list, needs no escape. */
const lineOf = (observation: Observation, { n, id, source, ownAt }: Row): string => {
  const named = copyFields([
    keyText(observation.check),
    cleanOrNull(observation.revision),
    cleanOrNull(observation.title),
    arrayText(observation.refs),
  ]);
  const ruled = `${observation.result}\t${observation.severity ?? absent}\t${observation.observedAt ?? absent}\t${ownAt}`;
  const told = copyFields([
    clean(observation.at),
    observation.message === null ? null : clean(observation.message).slice(0, 2000),
  ]);
  return `${n}\t${id}\t${source.fields}\t${named}\t${ruled}\t${told}\n`;
};

interface Batch {
  readonly lines: string[];
  readonly scopes: Map<string, StagedScope>;
}

/** Gathers rows and what they speak of, until it is taken away to be written. */
const openBatch = (tx: Ctx, { receivedAt }: Staging) => {
  const sourceOf = rememberSources();
  const ownTime = rememberTimes(receivedAt);
  let batch: Batch = { lines: [], scopes: new Map() };
  let n = 0;
  const scopeOf = ({ key, pair }: Source): StagedScope => {
    const found = batch.scopes.get(key);
    if (found !== undefined) return found;
    const made = { ...pair, declared: false, ended_at: null, newest_at: null };
    batch.scopes.set(key, made);
    return made;
  };
  return {
    declare: (family: string, event: ScopeEvent): void => {
      const scope = scopeOf(sourceOf(family, event));
      scope.declared = true;
      scope.ended_at = later(scope.ended_at, event.observedAt ?? null);
    },
    add: (family: string, { scope, observation }: ObservationEvent): void => {
      n += 1;
      const source = sourceOf(family, { scope, subject: observation.subject });
      const ownAt = ownTime(observation.observedAt);
      const staged = scopeOf(source);
      staged.newest_at = later(staged.newest_at, ownAt);
      batch.lines.push(lineOf(observation, { n, id: tx.newId(), source, ownAt }));
    },
    count: () => n,
    isFull: () => batch.lines.length >= rowsPerStatement || batch.scopes.size >= rowsPerStatement,
    take: (): Batch => {
      const taken = batch;
      batch = { lines: [], scopes: new Map() };
      return taken;
    },
  };
};

/** Writes one batch while the next is read; never more than these two are held. */
const openWriter = (tx: Ctx, staging: Staging) => {
  let writing: Promise<void> = Promise.resolve();
  const settled = async (): Promise<void> => {
    await writing;
    staging.signal.throwIfAborted();
  };
  const write = async ({ lines, scopes }: Batch): Promise<void> => {
    await settled();
    writing = writeLines(tx, lines).then(() => writeScopes(tx, staging, [...scopes.values()]));
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
  const warnings: ImportWarning[] = [];
  const batch = openBatch(tx, staging);
  const writer = openWriter(tx, staging);
  try {
    for await (const event of events) {
      if (event.kind === "tool") {
        tool ??= event.tool;
        ({ family } = event);
      } else if (event.kind === "scope") batch.declare(family, event);
      else if (event.kind === "observation") batch.add(family, event);
      else warnings.push({ code: event.code, at: clean(event.at), detail: clean(event.detail) });
      if (batch.isFull()) await writer.write(batch.take());
    }
    await writer.write(batch.take());
  } finally {
    // Also when reading failed: the transaction can only be ended by whoever has no statement under way.
    await writer.settled();
  }
  return { tool, warnings, observations: batch.count() };
};
