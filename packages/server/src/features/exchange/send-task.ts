/** Sends a task or a notice to an enterprise, or a task to a supervisor's node below. */

import { AppError, type EnterpriseId } from "@fenji/kernel";
import type { TaskBody } from "@fenji/submission";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { asNode } from "./as-node.ts";
import { enqueueMessage } from "./enqueue-message.ts";
import type { Exchange } from "./open-exchange.ts";

export interface TaskWords {
  readonly title: TaskBody["title"];
  readonly text: TaskBody["text"];
  readonly dueDate: string | null;
}

export interface TaskTo extends TaskWords {
  readonly kind: "task" | "notice";
  readonly peerId: string;
  readonly enterprise: { readonly id: string; readonly creditCode: string } | null;
  /** The task of the node above that this one passes on. */
  readonly relayedFrom: string | null;
}

/** In the transaction of whatever it follows from; returns the id of the task. */
export const queueTask = async (tx: Ctx, exchange: Exchange, to: TaskTo): Promise<string> => {
  const id = tx.newId();
  const { kind, peerId, enterprise, title, text, dueDate, relayedFrom } = to;
  await tx.db
    .insertInto("tasks")
    .values({
      id,
      enterprise_id: enterprise?.id ?? null,
      peer_id: peerId,
      kind,
      direction: "out",
      title: JSON.stringify(title),
      text: JSON.stringify(text),
      due_date: dueDate,
      state: "sent",
      sent_at: tx.now().toISOString(),
      relayed_from: relayedFrom,
    })
    .execute();
  const message = { peerId, enterprise, id };
  if (kind === "task") {
    const body = { task: id, title, text, dueDate };
    await enqueueMessage(tx, exchange.identity(), { ...message, kind, body });
  } else await enqueueMessage(tx, exchange.identity(), { ...message, kind, body: { title, text } });
  tx.events.record({
    enterpriseId: (enterprise?.id ?? null) as EnterpriseId | null,
    action: `${kind}.sent`,
    subject: id,
    payload: { peer: peerId, dueDate, relayedFrom },
  });
  return id;
};

/** The node through which an enterprise is linked to this one. @throws AppError `exchange.unlinked`, `request.not-found`. */
export const findNodeOf = async (
  tx: Ctx,
  enterpriseId: string,
): Promise<{ readonly peerId: string; readonly creditCode: string }> => {
  const row = await tx.db
    .selectFrom("enterprises as e")
    .leftJoin("links as l", (join) =>
      join.onRef("l.enterprise_id", "=", "e.enterprise_id").on("l.state", "=", "linked"),
    )
    .leftJoin("peers as p", (join) =>
      join.onRef("p.peer_id", "=", "l.peer_id").on("p.relation", "=", "below"),
    )
    .select(["e.credit_code as creditCode", "p.peer_id as peerId"])
    .where("e.enterprise_id", "=", enterpriseId)
    .orderBy("p.peer_id")
    .executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: enterpriseId });
  if (row.peerId === null) throw new AppError("exchange.unlinked", {});
  return { peerId: row.peerId, creditCode: row.creditCode };
};

export const sendToEnterprise = (
  ctx: Ctx,
  exchange: Exchange,
  wish: TaskWords & { readonly enterpriseId: string; readonly kind: "task" | "notice" },
): Promise<string> =>
  inTransaction(ctx, async (tx) => {
    const { peerId, creditCode } = await findNodeOf(tx, wish.enterpriseId);
    const enterprise = { id: wish.enterpriseId, creditCode };
    return queueTask(tx, exchange, { ...wish, peerId, enterprise, relayedFrom: null });
  });

/** @throws AppError `request.not-found`, `exchange.unlinked` for a node that is no supervisor's below. */
export const sendToPeer = (
  ctx: Ctx,
  exchange: Exchange,
  wish: TaskWords & { readonly peerId: string },
): Promise<string> =>
  inTransaction(asNode(ctx), async (tx) => {
    const peer = await tx.db
      .selectFrom("peers")
      .select(["relation", "node_kind"])
      .where("peer_id", "=", wish.peerId)
      .executeTakeFirst();
    if (peer === undefined) throw new AppError("request.not-found", { what: wish.peerId });
    if (peer.relation !== "below" || peer.node_kind !== "supervisor")
      throw new AppError("exchange.unlinked", {});
    return queueTask(tx, exchange, { ...wish, kind: "task", enterprise: null, relayedFrom: null });
  });
