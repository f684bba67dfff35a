/** Removes a template of a reason; what was written with it stays written. */

import { AppError } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";

/** @throws AppError `request.not-found`. */
export const removeReasonTemplate = (ctx: Ctx, id: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const removed = await tx.db
      .deleteFrom("reason_templates")
      .where("id", "=", id)
      .returning(["pack_id", "item"])
      .executeTakeFirst();
    if (removed === undefined) throw new AppError("request.not-found", { what: id });
    tx.events.record({
      enterpriseId: null,
      action: "reason-template.removed",
      subject: id,
      payload: { pack: removed.pack_id, item: removed.item },
    });
  });
