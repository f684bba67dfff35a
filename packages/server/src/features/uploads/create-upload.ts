/** Announces a file that will be sent in parts, or takes up the one that was announced before and did not arrive whole. */

import type { BodyOf, createUpload as operation, Upload } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { sql } from "kysely";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { binaryLimitBytes } from "../../platform/http/mount-endpoint.ts";
import type { Uploads } from "./open-uploads.ts";
import { findUpload, openStates, uploadShown, type UploadResult } from "./queries.ts";
import { uploadLimits } from "./upload-limits.ts";

type Announced = BodyOf<typeof operation> & { readonly enterpriseId: string };

/** One announcement of an enterprise at a time, so that its limits hold. */
const lockUploads = (tx: Ctx, enterpriseId: string): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`uploads:${enterpriseId}`}, 0))`.execute(
    tx.db,
  );

const requireRoom = async (tx: Ctx, { enterpriseId, size }: Announced): Promise<void> => {
  const held = await tx.db
    .selectFrom("evidence_uploads")
    .where("enterprise_id", "=", enterpriseId)
    .where("state", "in", openStates)
    .select([
      sql<number>`count(*)::int`.as("files"),
      sql<string>`coalesce(sum(size), 0)`.as("bytes"),
    ])
    .executeTakeFirst();
  if ((held?.files ?? 0) >= uploadLimits.openFiles)
    throw new AppError("upload.too-many", { limit: uploadLimits.openFiles });
  if (Number(held?.bytes ?? 0) + size > uploadLimits.openGb * 2 ** 30)
    throw new AppError("upload.too-much", { limitGb: uploadLimits.openGb });
};

/** The same content, announced before by whoever, of which parts are still missing. */
const takeUp = async (
  tx: Ctx,
  { enterpriseId, sha256, size }: Announced,
): Promise<string | null> => {
  if (sha256 === undefined) return null;
  const row = await tx.db
    .updateTable("evidence_uploads")
    .set({ paused: false, changed_at: tx.now().toISOString() })
    .where("enterprise_id", "=", enterpriseId)
    .where("sha256", "=", sha256)
    .where("size", "=", size)
    .where("state", "=", "receiving")
    .returning("id")
    .executeTakeFirst();
  return row?.id ?? null;
};

/** What is in the evidence already need not be sent. */
const knownAs = async (
  tx: Ctx,
  { enterpriseId, sha256, size }: Announced,
): Promise<UploadResult | null> => {
  if (sha256 === undefined) return null;
  const file = await tx.db
    .selectFrom("evidence_files")
    .where("enterprise_id", "=", enterpriseId)
    .where("sha256", "=", sha256)
    .where("size", "=", size)
    .where("withdrawn_at", "is", null)
    .select("format")
    .executeTakeFirst();
  if (file === undefined) return null;
  const nothing = { added: 0, closed: 0, unchanged: 0, warnings: 0, verdictsChanged: 0 };
  return {
    sha256,
    status: "identical",
    format: file.format ?? "",
    ...nothing,
    changes: [],
    regimes: [],
  };
};

const announce = async (tx: Ctx, uploads: Uploads, file: Announced): Promise<string> => {
  await requireRoom(tx, file);
  const known = await knownAs(tx, file);
  const [id, now] = [tx.newId(), tx.now().toISOString()];
  if (known === null) await uploads.bytes.create(id);
  const settled =
    known === null
      ? { state: file.size === 0 ? ("queued" as const) : ("receiving" as const) }
      : {
          state: "done" as const,
          received: file.size,
          finished_at: now,
          result: JSON.stringify(known),
        };
  await tx.db
    .insertInto("evidence_uploads")
    .values({
      enterprise_id: file.enterpriseId,
      id,
      batch: file.batch ?? null,
      name: file.name,
      size: file.size,
      sha256: file.sha256 ?? null,
      actor: tx.actor.id,
      created_at: now,
      changed_at: now,
      ...settled,
    })
    .execute();
  return id;
};

/** @throws AppError `request.too-large`, `upload.too-many`, `upload.too-much`. */
export const createUpload = async (
  ctx: Ctx,
  uploads: Uploads,
  file: Announced,
): Promise<Upload> => {
  if (file.size > binaryLimitBytes) throw new AppError("request.too-large", { limit: "4096 MB" });
  return inTransaction(ctx, async (tx) => {
    await lockUploads(tx, file.enterpriseId);
    const id = (await takeUp(tx, file)) ?? (await announce(tx, uploads, file));
    return uploadShown(await findUpload(tx, file.enterpriseId, id), uploads);
  });
};
