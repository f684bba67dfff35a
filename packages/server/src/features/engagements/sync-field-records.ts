/** Takes field records in from a device: again, in any order, nothing lost, nothing twice; and as evidence at once. */

import { createHash } from "node:crypto";
import type { BodyOf, ReplyOf, syncFieldRecords as operation } from "@fenji/contract";
import { AppError, canonicalJson } from "@fenji/kernel";
import { sql } from "kysely";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { importEvidence, lockEvidence } from "../evidence/public.ts";
import { packLibrary } from "../packs/public.ts";
import { lockEngagement, type Engagement, type EngagementPath } from "./engagement-row.ts";
import { evidenceOfRecords } from "./evidence-of-records.ts";
import { findRecords, isConflict, type FieldRecord, type StandingRecord } from "./field-records.ts";
import { findDocumentNames } from "./field-documents.ts";
import { packOf } from "./machine-standing.ts";
import { namePeople } from "./people.ts";
import { requireRole, requireStage, working } from "./policy.ts";
import { recordStep } from "./record-step.ts";
import { showRecords } from "./show-records.ts";

type Body = BodyOf<typeof operation>;

type Reply = ReplyOf<typeof operation>;

const contentHash = (record: FieldRecord): string =>
  createHash("sha256").update(canonicalJson(record)).digest("hex");

/** What a record speaks of must be there before it. */
const requireKnown = async (tx: Ctx, engagement: Engagement, records: Body["records"]) => {
  const pack = await packOf(engagement);
  const requirements = new Set(pack.requirements.map(({ id }) => id));
  const questions = new Set(pack.questions.map(({ id }) => id));
  const documents = await findDocumentNames(tx, engagement);
  for (const { requirement, question, document } of records) {
    if (requirement !== null && !requirements.has(requirement))
      throw new AppError("engagement.unknown-requirement", { requirement });
    if (question !== null && !questions.has(question))
      throw new AppError("engagement.unknown-question", { question });
    if (document !== null && !documents.has(document))
      throw new AppError("engagement.unknown-document", { sha256: document });
  }
};

/** Hash of each version that is here, whatever record it belongs to. */
const findKnown = async (tx: Ctx, engagement: Engagement, versions: readonly string[]) => {
  const rows = await tx.db
    .selectFrom("field_records")
    .where("enterprise_id", "=", engagement.enterpriseId)
    .where("engagement_id", "=", engagement.id)
    .where("version", "in", [...versions])
    .select(["version", "content_hash"])
    .execute();
  return new Map(rows.map((row) => [row.version, row.content_hash]));
};

const nextSeq = async (tx: Ctx, engagement: Engagement): Promise<number> => {
  const { rows } = await sql<{ record_seq: number }>`
    update engagements set record_seq = record_seq + 1
    where enterprise_id = ${engagement.enterpriseId} and id = ${engagement.id}
    returning record_seq`.execute(tx.db);
  return rows[0]?.record_seq ?? 0;
};

interface Arrival {
  readonly record: FieldRecord;
  readonly hash: string;
}

/** Those not here yet, each once. @throws AppError `engagement.version-differs` */
const arrivalsOf = async (
  tx: Ctx,
  engagement: Engagement,
  records: Body["records"],
): Promise<Arrival[]> => {
  const known = new Map(
    await findKnown(
      tx,
      engagement,
      records.map(({ version }) => version),
    ),
  );
  const arrivals: Arrival[] = [];
  for (const record of records) {
    const hash = contentHash(record);
    const held = known.get(record.version);
    if (held !== undefined && held !== hash)
      throw new AppError("engagement.version-differs", { id: record.id, version: record.version });
    if (held === undefined) arrivals.push({ record, hash });
    known.set(record.version, hash);
  }
  return arrivals;
};

const store = async (
  tx: Ctx,
  engagement: Engagement,
  { arrivals, device }: { readonly arrivals: readonly Arrival[]; readonly device: string },
): Promise<void> => {
  const seq = await nextSeq(tx, engagement);
  const receivedAt = tx.now().toISOString();
  await tx.db
    .insertInto("field_records")
    .values(
      arrivals.map(({ record, hash }) => ({
        enterprise_id: engagement.enterpriseId,
        engagement_id: engagement.id,
        version: record.version,
        record_id: record.id,
        bases: [...record.bases],
        content: JSON.stringify(record),
        content_hash: hash,
        person: tx.actor.id,
        device,
        recorded_at: record.recordedAt,
        received_at: receivedAt,
        seq,
      })),
    )
    .execute();
};

/** The records that arrived, in full, as one more file of evidence. Answers how many verdicts it changed. */
const importRecords = async (
  tx: Ctx,
  engagement: Engagement,
  records: readonly StandingRecord[],
): Promise<number> => {
  const { regimes } = await packLibrary();
  const pack = await packOf(engagement);
  const documents = await findDocumentNames(tx, engagement);
  const writtenAt = tx.now().toISOString();
  const bytes = evidenceOfRecords(records, {
    engagement: engagement.number,
    writtenAt,
    documents,
    questions: new Map(pack.questions.map(({ id, text }) => [id, text.zh])),
  });
  const imported = await importEvidence(tx, {
    enterpriseId: engagement.enterpriseId,
    name: `${engagement.number}-${writtenAt.replaceAll(":", "")}.field-records.jsonl`,
    bytes,
    signal: new AbortController().signal,
    packs: regimes,
  });
  return imported.verdictsChanged;
};

const outcomesOf = (
  records: Body["records"],
  arrived: ReadonlySet<string>,
  standing: readonly StandingRecord[],
): Reply["outcomes"] => {
  const conflicts = new Set(standing.filter(isConflict).map(({ id }) => id));
  return records.map(({ id, version }) => ({
    id,
    version,
    status: conflicts.has(id) ? "conflict" : arrived.has(version) ? "stored" : "known",
  }));
};

/** @throws AppError `request.not-found`, `engagement.*`; then nothing of the batch is kept. */
export const syncFieldRecords = (
  ctx: Ctx,
  path: EngagementPath,
  { device, records }: Body,
): Promise<Reply> =>
  inTransaction(ctx, async (tx) => {
    // Before the engagement, as importing evidence does: two devices that sync at once wait for each other.
    await lockEvidence(tx, path.enterpriseId);
    const engagement = await lockEngagement(tx, path);
    requireStage(engagement, ["field", "report"]);
    requireRole(tx, engagement, working);
    await requireKnown(tx, engagement, records);
    const arrivals = await arrivalsOf(tx, engagement, records);
    if (arrivals.length > 0) await store(tx, engagement, { arrivals, device });
    const ids = [...new Set(records.map(({ id }) => id))];
    const standing = await findRecords(tx, engagement, { ids });
    const touched = new Set(arrivals.map(({ record }) => record.id));
    const changed = standing.filter(({ id }) => touched.has(id));
    const verdictsChanged = changed.length === 0 ? 0 : await importRecords(tx, engagement, changed);
    if (arrivals.length > 0)
      await recordStep(tx, engagement, {
        did: "recorded",
        payload: { records: changed.length, versions: arrivals.length, verdictsChanged },
      });
    const arrived = new Set(arrivals.map(({ record }) => record.version));
    const people = standing.flatMap(({ versions }) => versions.map(({ person }) => person));
    const named = await namePeople(tx, people);
    return {
      outcomes: outcomesOf(records, arrived, standing),
      records: showRecords(standing, named),
      verdictsChanged,
    };
  });
