/** What a person decides about files on their way: pause, go on, cancel, try again. */

import type { BodyOf, steerUpload as one, Upload } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { inSnapshot, inTransaction, type Ctx } from "../../platform/ctx.ts";
import type { Uploads } from "./open-uploads.ts";
import { findUpload, isRetryable, openStates, uploadShown, type UploadRow } from "./queries.ts";

export type Action = BodyOf<typeof one>["action"];

const isOpen = ({ state }: UploadRow): boolean => openStates.some((open) => open === state);

const applies = (action: Action, row: UploadRow, uploads: Uploads): boolean => {
  switch (action) {
    case "pause":
      return isOpen(row) && !row.paused;
    case "resume":
      return isOpen(row) && row.paused;
    case "cancel":
      return isOpen(row);
    case "retry":
      return isRetryable(row, uploads);
  }
};

const changed = (action: Action, now: string) => {
  switch (action) {
    case "pause":
      return { paused: true, changed_at: now };
    case "resume":
      return { paused: false, changed_at: now };
    case "cancel":
      return { state: "cancelled" as const, paused: false, finished_at: now };
    case "retry":
      return {
        state: "queued" as const,
        paused: false,
        attempts: 0,
        problem: null,
        finished_at: null,
      };
  }
};

/** What is under way ends after the decision is stored, so that nobody takes it up again in between. */
const follow = (action: Action, { id }: UploadRow, uploads: Uploads): void => {
  if (action !== "pause" && action !== "cancel") return;
  uploads.interrupt(id);
  uploads.abort(id);
};

interface Decision {
  readonly action: Action;
  readonly rows: readonly UploadRow[];
}

const decide = async (ctx: Ctx, uploads: Uploads, { action, rows }: Decision): Promise<number> => {
  const fitting = rows.filter((row) => applies(action, row, uploads));
  if (fitting.length === 0) return 0;
  const [first] = fitting;
  const done = await inTransaction(ctx, (tx) =>
    tx.db
      .updateTable("evidence_uploads")
      .set(changed(action, tx.now().toISOString()))
      .where("enterprise_id", "=", first?.enterprise_id ?? "")
      .where(
        "id",
        "in",
        fitting.map(({ id }) => id),
      )
      // Not what was settled meanwhile, and nothing twice.
      .where("state", "in", action === "retry" ? ["refused", "cancelled"] : openStates)
      .returningAll()
      .execute(),
  );
  for (const row of done) follow(action, row, uploads);
  uploads.kick();
  return done.length;
};

/** @throws AppError `request.not-found`, `upload.state`. */
export const steerUpload = async (
  ctx: Ctx,
  uploads: Uploads,
  wish: { readonly enterpriseId: string; readonly uploadId: string; readonly action: Action },
): Promise<Upload> => {
  const find = (): Promise<UploadRow> =>
    inSnapshot(ctx, (tx) => findUpload(tx, wish.enterpriseId, wish.uploadId));
  const row = await find();
  if ((await decide(ctx, uploads, { action: wish.action, rows: [row] })) === 0)
    throw new AppError("upload.state", { state: row.paused ? "paused" : row.state });
  return uploadShown(await find(), uploads);
};

export const steerUploads = async (
  ctx: Ctx,
  uploads: Uploads,
  wish: {
    readonly enterpriseId: string;
    readonly batch?: string | undefined;
    readonly action: Action;
  },
): Promise<number> => {
  const rows = await inSnapshot(ctx, (tx) => {
    const all = tx.db
      .selectFrom("evidence_uploads")
      .selectAll()
      .where("enterprise_id", "=", wish.enterpriseId)
      .where("state", "in", wish.action === "retry" ? ["refused", "cancelled"] : openStates);
    return (wish.batch === undefined ? all : all.where("batch", "=", wish.batch))
      .orderBy("id", "desc")
      .limit(2_000)
      .execute();
  });
  return decide(ctx, uploads, { action: wish.action, rows });
};
