/** Gives up uploads that fell silent, and forgets what has been kept long enough. */

import { inSnapshot, inTransaction, type Ctx } from "../../platform/ctx.ts";
import type { Uploads } from "./open-uploads.ts";
import { uploadLimits } from "./upload-limits.ts";

const before = (ctx: Ctx, ms: number): string => new Date(ctx.now().getTime() - ms).toISOString();

const expire = (ctx: Ctx): Promise<unknown> =>
  inTransaction(ctx, (tx) =>
    tx.db
      .updateTable("evidence_uploads")
      .set({ state: "expired", finished_at: tx.now().toISOString(), paused: false })
      .where("state", "=", "receiving")
      .where("changed_at", "<", before(ctx, uploadLimits.silentMs))
      .execute(),
  );

/** A file whose row says that it may still be wanted stays; bytes without a row are what a crash left. */
const dropBytes = async (ctx: Ctx, { bytes }: Uploads): Promise<void> => {
  const ids = bytes.list();
  if (ids.length === 0) return;
  const rows = await inSnapshot(ctx, (tx) =>
    tx.db
      .selectFrom("evidence_uploads")
      .select(["id", "state", "finished_at"])
      .where("id", "in", ids)
      .execute(),
  );
  const wanted = new Set(
    rows
      .filter(
        ({ state, finished_at }) =>
          state === "receiving" ||
          state === "queued" ||
          state === "importing" ||
          ((state === "refused" || state === "cancelled") &&
            finished_at !== null &&
            finished_at >= before(ctx, uploadLimits.retryMs)),
      )
      .map(({ id }) => id),
  );
  for (const id of ids) if (!wanted.has(id)) await bytes.remove(id);
};

/** `ctx` acts as the node. */
export const sweepUploads = async (ctx: Ctx, uploads: Uploads): Promise<void> => {
  await expire(ctx);
  await dropBytes(ctx, uploads);
  await inTransaction(ctx, (tx) =>
    tx.db
      .deleteFrom("evidence_uploads")
      .where("finished_at", "<", before(ctx, uploadLimits.rowsMs))
      .execute(),
  );
};
