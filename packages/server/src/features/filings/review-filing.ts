/** What a reviewer compares: this filing, the one before it, and what this node has recorded of the firm itself. */

import { isDeepStrictEqual } from "node:util";
import type { ReplyOf, reviewFiling as operation } from "@fenji/contract";
import type { Pack } from "@fenji/regime";
import type { FilingBody } from "@fenji/submission";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { namesOfActors } from "../identity/public.ts";
import { packLibrary } from "../packs/public.ts";
import { findFilingDetail, type WhichFiling } from "./filing-queries.ts";

type Review = ReplyOf<typeof operation>;

type Detail = Awaited<ReturnType<typeof findFilingDetail>>;

interface LastFiling {
  readonly id: string;
  readonly revision: number;
  readonly filed_at: string;
  readonly content: FilingBody;
}

/** The one before it that somebody looked at, or would have. */
const findLast = async (
  tx: Ctx,
  { enterpriseId, filingId }: WhichFiling,
): Promise<LastFiling | null> => {
  const { rows } = await sql<LastFiling>`
    select p.id, p.revision, p.filed_at, p.content from filings f
      join filings p on p.enterprise_id = f.enterprise_id and p.direction = f.direction
     where f.enterprise_id = ${enterpriseId} and f.id = ${filingId} and p.id <> f.id
       and p.filed_at <= f.filed_at and p.state <> 'superseded'
     order by p.filed_at desc, p.revision desc limit 1`.execute(tx.db);
  return rows[0] ?? null;
};

interface OwnRecord {
  readonly recordedAt: string;
  readonly by: string;
  readonly facts: FilingBody["facts"];
}

/** Facts that came with filings are recorded as of the node that sent them; these were not. */
const findOwn = async (tx: Ctx, enterpriseId: string): Promise<OwnRecord | null> => {
  const row = await tx.db
    .selectFrom("enterprise_facts")
    .select(["recorded_at", "actor", sql<FilingBody["facts"]>`facts`.as("facts")])
    .where("enterprise_id", "=", enterpriseId)
    .where("actor", "not like", "node:%")
    .orderBy("recorded_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const names = await namesOfActors(tx, [row.actor]);
  return {
    recordedAt: row.recorded_at,
    by: names.get(row.actor) ?? row.actor,
    facts: row.facts,
  };
};

type Value = Review["facts"][number]["filed"];

const plain = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(String).toSorted() : (value ?? null);

const isSame = (a: Value, b: Value): boolean => isDeepStrictEqual(plain(a), plain(b));

interface Compared {
  readonly pack: Pack | undefined;
  readonly filed: FilingBody;
  readonly last: FilingBody | undefined;
  readonly own: OwnRecord | null;
}

/** In the order of the pack's form; facts that it does not know come last. */
const factsOf = ({ pack, filed, last, own }: Compared): Review["facts"] => {
  const known = (pack?.grading.facts ?? []).map(({ id }) => id);
  const named = [filed, last, own].flatMap((one) => Object.keys(one?.facts ?? {}));
  const ids = [...new Set([...known, ...named])].filter((id) => named.includes(id));
  return ids.map((fact) => {
    const label = pack?.grading.facts.find(({ id }) => id === fact)?.label;
    const [now, before] = [filed.facts[fact] ?? null, last?.facts[fact] ?? null];
    const recorded = own?.facts[fact] ?? null;
    return {
      fact,
      label: label ?? { zh: fact, en: fact },
      filed: now,
      last: before,
      own: recorded,
      changed: last !== undefined && !isSame(now, before),
      disagrees: recorded !== null && !isSame(now, recorded),
    };
  });
};

const gradesOf = ({ regraded }: Detail, { filed, last }: Compared): Review["grades"] =>
  filed.types.map(({ type, grade }) => ({
    type,
    filed: grade,
    regraded: regraded?.grades.find((one) => one.type === type)?.grade ?? null,
    last: last?.types.find((one) => one.type === type)?.grade ?? null,
  }));

const requirementsOf = ({ pack, filed, last }: Compared): Review["requirements"] => {
  const titles = new Map(pack?.requirements.map(({ id, title }) => [id, title]));
  return filed.types.flatMap(({ type, assessment }) => {
    const before = new Map(
      last?.types
        .find((one) => one.type === type)
        ?.assessment.verdicts.map(({ requirement, verdict }) => [requirement, verdict]),
    );
    return assessment.verdicts.map(({ requirement, verdict }) => ({
      type,
      requirement,
      title: titles.get(requirement) ?? { zh: requirement, en: requirement },
      verdict,
      last: before.get(requirement) ?? null,
    }));
  });
};

/** @throws AppError `request.not-found`. */
export const reviewFiling = async (tx: Ctx, which: WhichFiling): Promise<Review> => {
  const detail = await findFilingDetail(tx, which);
  const { content } = detail;
  const last = await findLast(tx, which);
  const own = await findOwn(tx, which.enterpriseId);
  const { regimes } = await packLibrary();
  const pack = regimes.find(
    ({ header }) => header.id === detail.pack.id && header.version === detail.pack.version,
  );
  const compared = { pack, filed: content, last: last?.content, own };
  const row = await tx.db
    .selectFrom("filings")
    .select("body_hash")
    .where("enterprise_id", "=", which.enterpriseId)
    .where("id", "=", which.filingId)
    .executeTakeFirstOrThrow();
  return {
    filing: { id: detail.id, revision: detail.revision, filedAt: detail.filedAt },
    last: last === null ? null : { id: last.id, revision: last.revision, filedAt: last.filed_at },
    own: own === null ? null : { recordedAt: own.recordedAt, by: own.by },
    facts: factsOf(compared),
    grades: gradesOf(detail, compared),
    requirements: requirementsOf(compared),
    commitment: {
      body: row.body_hash,
      files: content.evidence.files,
      observations: content.evidence.observations,
      evidenceAsOf: content.evidence.asOf,
      pack: content.pack.contentHash,
    },
  };
};
