/** Takes a part of a file in; with the last one the file waits to be read. */

import type { Upload } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { inSnapshot, inTransaction, type Ctx } from "../../platform/ctx.ts";
import type { Uploads } from "./open-uploads.ts";
import { findUpload, uploadShown, type UploadRow } from "./queries.ts";

interface Part {
  readonly enterpriseId: string;
  readonly uploadId: string;
  readonly offset: number;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Asks once more whether this sender may. */
  readonly confirm: () => Promise<void>;
}

const requireReceiving = ({ state, paused }: UploadRow): void => {
  if (state !== "receiving") throw new AppError("upload.state", { state });
  if (paused) throw new AppError("upload.state", { state: "paused" });
};

const noteReceived = (ctx: Ctx, part: Part, received: number): Promise<unknown> =>
  inTransaction(ctx, (tx) =>
    tx.db
      .updateTable("evidence_uploads")
      .set({ received, changed_at: tx.now().toISOString() })
      .where("enterprise_id", "=", part.enterpriseId)
      .where("id", "=", part.uploadId)
      .where("state", "=", "receiving")
      .execute(),
  );

/** Whole files wait for their turn; a sender whose last answer was lost may say so with an empty part. */
const queueWhenWhole = (ctx: Ctx, uploads: Uploads, part: Part): Promise<Upload> =>
  inTransaction(ctx, async (tx) => {
    await tx.db
      .updateTable("evidence_uploads")
      .set({ state: "queued" })
      .where("enterprise_id", "=", part.enterpriseId)
      .where("id", "=", part.uploadId)
      .where("state", "=", "receiving")
      .whereRef("received", "=", "size")
      .execute();
    return uploadShown(await findUpload(tx, part.enterpriseId, part.uploadId), uploads);
  });

const find = (ctx: Ctx, part: Part): Promise<UploadRow> =>
  inSnapshot(ctx, (tx) => findUpload(tx, part.enterpriseId, part.uploadId));

/** @throws AppError `request.not-found`, `upload.state`, `upload.offset`, `upload.too-long`. */
export const appendUpload = async (ctx: Ctx, uploads: Uploads, part: Part): Promise<Upload> => {
  requireReceiving(await find(ctx, part));
  const under = await uploads.beginPart(part.uploadId);
  try {
    const row = await find(ctx, part);
    requireReceiving(row);
    if (row.received !== part.offset)
      throw new AppError("upload.offset", { given: part.offset, expected: row.received });
    await uploads.bytes.append({
      id: part.uploadId,
      offset: part.offset,
      size: row.size,
      bytes: part.bytes,
      signal: under.signal,
      onDurable: async (received) => void (await noteReceived(ctx, part, received)),
    });
    await part.confirm();
  } catch (error) {
    // Broken off by another part or by a person: then the state says why.
    if (!under.signal.aborted) throw error;
    requireReceiving(await find(ctx, part));
    throw new AppError("upload.state", { state: "interrupted" }, { cause: error });
  } finally {
    under.end();
  }
  const upload = await queueWhenWhole(ctx, uploads, part);
  if (upload.state === "queued") uploads.kick();
  return upload;
};
