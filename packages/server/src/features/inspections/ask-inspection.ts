/** A supervisor asks an enterprise to release one item that its filing commits to. */

import type { askInspection as operation, BodyOf } from "@fenji/contract";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import { sql } from "kysely";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { enqueueMessage, findNodeOf, type Exchange } from "../exchange/public.ts";

interface Wish extends BodyOf<typeof operation> {
  readonly enterpriseId: string;
}

/** Nothing is asked for that the firm has not itself said it holds. */
const requireCommitted = async (tx: Ctx, { enterpriseId, item }: Wish): Promise<void> => {
  const filed = await tx.db
    .selectFrom("filings")
    .select("id")
    .where("enterprise_id", "=", enterpriseId)
    .where("direction", "=", "in")
    .where(sql<boolean>`content -> 'evidence' -> 'files' ? ${item}`)
    .limit(1)
    .executeTakeFirst();
  if (filed === undefined) throw new AppError("inspection.item", { sha256: item });
};

/** @throws AppError `request.not-found`, `inspection.item`, `exchange.unlinked`, `exchange.wrong-node-kind`. */
export const askInspection = (ctx: Ctx, exchange: Exchange, wish: Wish): Promise<string> =>
  inTransaction(ctx, async (tx) => {
    if (exchange.identity().kind !== "supervisor")
      throw new AppError("exchange.wrong-node-kind", { kind: "supervisor" });
    const { enterpriseId, item, reason, dueDate } = wish;
    const { peerId, creditCode } = await findNodeOf(tx, enterpriseId);
    await requireCommitted(tx, wish);
    const id = tx.newId();
    await enqueueMessage(tx, exchange.identity(), {
      id,
      peerId,
      kind: "inspection",
      body: { inspection: id, item, reason, dueDate },
      enterprise: { id: enterpriseId, creditCode },
    });
    await tx.db
      .insertInto("inspections")
      .values({
        enterprise_id: enterpriseId,
        id,
        peer_id: peerId,
        direction: "out",
        item,
        reason: JSON.stringify(reason),
        due_date: dueDate,
        state: "asked",
        asked_at: tx.now().toISOString(),
        asked_by: tx.actor.id,
      })
      .execute();
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId,
      action: "inspection.asked",
      subject: id,
      payload: { item, dueDate, peer: peerId },
    });
    return id;
  });
