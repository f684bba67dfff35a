/** Ends sessions of one's own: one of them, or all but this. */

import { AppError } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { inTransaction } from "../../platform/ctx.ts";
import { requirePerson } from "./policy.ts";

/** @throws AppError `request.not-found`, also for a session of somebody else. */
export const revokeSession = async (
  ctx: IdentityCtx,
  sessionId: string,
): Promise<{ readonly revoked: true }> => {
  const { userId } = requirePerson(ctx);
  return inTransaction(ctx, async (tx) => {
    const ended = await tx.db
      .deleteFrom("sessions")
      .where("id", "=", sessionId)
      .where("user_id", "=", userId)
      .executeTakeFirst();
    if (ended.numDeletedRows === 0n) throw new AppError("request.not-found", { what: sessionId });
    tx.events.record({
      enterpriseId: null,
      action: "session.ended",
      subject: sessionId,
      payload: {},
    });
    return { revoked: true as const };
  });
};

export const revokeOtherSessions = async (
  ctx: IdentityCtx,
): Promise<{ readonly revoked: number }> => {
  const { userId, session } = requirePerson(ctx);
  return inTransaction(ctx, async (tx) => {
    const ended = await tx.db
      .deleteFrom("sessions")
      .where("user_id", "=", userId)
      .where("id", "!=", session.id)
      .executeTakeFirst();
    const revoked = Number(ended.numDeletedRows);
    tx.events.record({
      enterpriseId: null,
      action: "sessions.ended",
      subject: userId,
      payload: { revoked },
    });
    return { revoked };
  });
};
