/** Documents that were looked at: kept once by their hash, known by their content, and who opened them. */

import type { listFieldDocuments as operation, ReplyOf } from "@fenji/contract";
import { documentMedia } from "@fenji/evidence";
import { AppError, type EnterpriseId, type Sha256 } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import type { ReceivedFile } from "../../platform/files/file-store.ts";
import {
  findEngagement,
  lockEngagement,
  type Engagement,
  type EngagementPath,
  type EngagementRow,
} from "./engagement-row.ts";
import { isMarkedSecret, previewOf } from "./document-media.ts";
import { namePeople } from "./people.ts";
import { requireRole, requireStage, stageRefused, working } from "./policy.ts";
import { recordStep } from "./record-step.ts";

type Shown = ReplyOf<typeof operation>["documents"][number];

const documentLimitBytes = 50 * 2 ** 20;

const maxOpeningsShown = 100;

const documents = (tx: Ctx, { enterpriseId, id }: Pick<EngagementRow, "enterpriseId" | "id">) =>
  tx.db
    .selectFrom("field_documents")
    .where("enterprise_id", "=", enterpriseId)
    .where("engagement_id", "=", id)
    .select(["sha256", "name", "size", "media", "added_at", "added_by"])
    .orderBy("added_at", "desc")
    .orderBy("sha256");

export const findDocumentNames = async (
  tx: Ctx,
  engagement: EngagementRow,
): Promise<ReadonlyMap<string, string>> =>
  new Map((await documents(tx, engagement).execute()).map(({ sha256, name }) => [sha256, name]));

const openings = (tx: Ctx, { enterpriseId, id }: EngagementRow) =>
  tx.db
    .selectFrom("field_document_openings")
    .where("enterprise_id", "=", enterpriseId)
    .where("engagement_id", "=", id)
    .select(["sha256", "at", "person"])
    .orderBy("at", "desc")
    .limit(5_000)
    .execute();

/** @throws AppError `request.not-found`. */
export const listFieldDocuments = async (tx: Ctx, path: EngagementPath): Promise<Shown[]> => {
  const engagement = await findEngagement(tx, path);
  const rows = await documents(tx, engagement).execute();
  const seen = await openings(tx, engagement);
  const named = await namePeople(tx, [
    ...rows.map((row) => row.added_by),
    ...seen.map(({ person }) => person),
  ]);
  return rows.map((row) => ({
    sha256: row.sha256,
    name: row.name,
    sizeBytes: row.size,
    media: row.media,
    preview: previewOf(row.media),
    addedAt: row.added_at,
    addedBy: named(row.added_by),
    seen: seen
      .filter(({ sha256 }) => sha256 === row.sha256)
      .slice(0, maxOpeningsShown)
      .map(({ at, person }) => ({ at, by: named(person) })),
  }));
};

const headOf = async (received: ReceivedFile): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of received.read()) {
    parts.push(part);
    length += part.length;
    if (length >= 4096) break;
  }
  return Buffer.concat(parts).subarray(0, 4096);
};

interface Upload {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Asked once the bytes are here, and throws where they may not be taken in any more. */
  readonly confirm: () => Promise<void>;
}

/** The firm adds what shows its rectification at any time; the team what it was shown, until the report is signed. */
const requireUploader = (tx: Ctx, engagement: Engagement): void => {
  if (engagement.stage === "cancelled") throw stageRefused(engagement);
  if (tx.actor.standing?.enterpriseId === engagement.enterpriseId) return;
  requireStage(engagement, ["plan", "field", "report"]);
  requireRole(tx, engagement, working);
};

const keep = async (
  tx: Ctx,
  path: EngagementPath,
  { name, received }: { readonly name: string; readonly received: ReceivedFile },
): Promise<void> => {
  const engagement = await lockEngagement(tx, path);
  requireUploader(tx, engagement);
  const head = await headOf(received);
  if (isMarkedSecret(name, head)) throw new AppError("engagement.marked-secret", { name });
  const { sha256, size } = received;
  const added = await tx.db
    .insertInto("field_documents")
    .values({
      enterprise_id: path.enterpriseId,
      engagement_id: path.engagementId,
      sha256,
      name,
      size,
      media: documentMedia(head),
      added_at: tx.now().toISOString(),
      added_by: tx.actor.id,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if ((added.numInsertedOrUpdatedRows ?? 0n) === 0n) return;
  await received.keep();
  await recordStep(tx, engagement, { did: "document-added", payload: { sha256, size } });
};

/** @throws AppError `request.*`, `engagement.stage`, `engagement.not-in-team`, `engagement.marked-secret`. */
export const addFieldDocument = async (
  ctx: Ctx,
  path: EngagementPath,
  { name, bytes, confirm }: Upload,
): Promise<string> => {
  const received = await ctx.files.receive(bytes, documentLimitBytes);
  try {
    await confirm();
    await inTransaction(ctx, (tx) => keep(tx, path, { name, received }));
    return received.sha256;
  } finally {
    await received.discard();
  }
};

/** Who opened it is recorded before they see it. @throws AppError `request.not-found`. */
export const openFieldDocument = async (
  ctx: Ctx,
  path: EngagementPath & { readonly sha256: string },
): Promise<Uint8Array> => {
  await inTransaction(ctx, async (tx) => {
    const of = { enterpriseId: path.enterpriseId, id: path.engagementId };
    const row = await documents(tx, of).where("sha256", "=", path.sha256).executeTakeFirst();
    if (row === undefined) throw new AppError("request.not-found", { what: path.sha256 });
    await tx.db
      .insertInto("field_document_openings")
      .values({
        enterprise_id: path.enterpriseId,
        id: tx.newId(),
        engagement_id: path.engagementId,
        sha256: path.sha256,
        at: tx.now().toISOString(),
        person: tx.actor.id,
      })
      .execute();
    tx.events.record({
      enterpriseId: path.enterpriseId as EnterpriseId,
      action: "engagement.document-opened",
      subject: path.engagementId,
      payload: { sha256: path.sha256 },
    });
  });
  const parts: Uint8Array[] = [];
  for await (const part of ctx.files.read(path.sha256 as Sha256)) parts.push(part);
  return Buffer.concat(parts);
};
