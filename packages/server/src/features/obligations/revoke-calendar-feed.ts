/** Revokes a calendar feed: whoever still has its address gets nothing more. */

import { AppError, type EnterpriseId } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";

/** Once revoked it stays so; again is no error. @throws AppError `request.not-found`. */
export const revokeCalendarFeed = (
  ctx: Ctx,
  { enterpriseId, feedId }: { readonly enterpriseId: string; readonly feedId: string },
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const held = await tx.db
      .selectFrom("calendar_feeds")
      .select("revoked_at")
      .where("enterprise_id", "=", enterpriseId)
      .where("id", "=", feedId)
      .forUpdate()
      .executeTakeFirst();
    if (held === undefined) throw new AppError("request.not-found", { what: feedId });
    if (held.revoked_at !== null) return;
    await tx.db
      .updateTable("calendar_feeds")
      .set({ revoked_at: tx.now().toISOString() })
      .where("enterprise_id", "=", enterpriseId)
      .where("id", "=", feedId)
      .execute();
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId,
      action: "calendar-feed.revoked",
      subject: feedId,
      payload: {},
    });
  });
