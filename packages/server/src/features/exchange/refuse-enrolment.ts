/** An enrolment that the supervisor's node will never accept is over, and so is the link that it was for. */

import { AppError } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { failureJson } from "./stored-messages.ts";

/** How the other side's refusal reads here; undefined where it may yet succeed. */
const finalReason = (error: AppError): AppError | undefined => {
  if (error.code === "exchange.code-refused" || error.code === "exchange.revoked-key") return error;
  // The address answers, but as another node than the one that gave the code.
  if (error.code === "exchange.wrong-recipient")
    return new AppError("exchange.wrong-supervisor", { address: "" });
  return undefined;
};

/** Returns whether it is over. */
export const refuseEnrolment = async (
  ctx: Ctx,
  messageId: string,
  error: AppError,
): Promise<boolean> => {
  const reason = finalReason(error);
  if (reason === undefined) return false;
  await inTransaction(ctx, async (tx) => {
    const message = await tx.db
      .updateTable("outbox_messages")
      .set({ state: "refused", failure: failureJson(reason) })
      .where("id", "=", messageId)
      .returning(["peer_id", "enterprise_id"])
      .executeTakeFirstOrThrow();
    if (message.enterprise_id !== null) {
      await tx.db
        .updateTable("links")
        .set({ state: "ended", ended_at: tx.now().toISOString() })
        .where("enterprise_id", "=", message.enterprise_id)
        .where("peer_id", "=", message.peer_id)
        .where("state", "=", "pending")
        .execute();
    }
  });
  return true;
};
