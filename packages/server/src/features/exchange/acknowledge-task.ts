/** An enterprise answers a task: seen, or done. */

import { AppError, type EnterpriseId } from "@fenji/kernel";
import { sql } from "kysely";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { enqueueMessage } from "./enqueue-message.ts";
import { findFiledEnterprise } from "./filed-enterprise.ts";
import type { Exchange } from "./open-exchange.ts";

export interface TaskAnswer {
  readonly enterpriseId: string;
  readonly taskId: string;
  readonly state: "seen" | "done";
}

const stands = { sent: 0, seen: 1, done: 2 } as const;

/** @throws AppError `request.not-found`, `task.state`, `exchange.unlinked`. */
export const acknowledgeTask = (
  ctx: Ctx,
  exchange: Exchange,
  { enterpriseId, taskId, state }: TaskAnswer,
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const task = await tx.db
      .selectFrom("tasks")
      .select(["state", "peer_id", "kind"])
      .where("id", "=", taskId)
      .where("enterprise_id", "=", enterpriseId)
      .where("direction", "=", "in")
      .forUpdate()
      .executeTakeFirst();
    if (task === undefined) throw new AppError("request.not-found", { what: taskId });
    if (stands[state] <= stands[task.state] || (task.kind === "notice" && state === "done"))
      throw new AppError("task.state", { state: task.state });
    const at = tx.now().toISOString();
    await tx.db
      .updateTable("tasks")
      .set({
        state,
        seen_at: sql<string>`coalesce(seen_at, ${at})`,
        ...(state === "done" ? { done_at: at } : {}),
      })
      .where("id", "=", taskId)
      .execute();
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId,
      action: `${task.kind}.${state}`,
      subject: taskId,
      payload: { peer: task.peer_id },
    });
    const { creditCode } = await findFiledEnterprise(tx, enterpriseId);
    await enqueueMessage(tx, exchange.identity(), {
      peerId: task.peer_id,
      kind: "task-receipt",
      body: { task: taskId, state, firms: null },
      enterprise: { id: enterpriseId, creditCode },
      inReplyTo: taskId,
    });
  });
