/** Takes in tasks and notices from above and receipts from below; a province passes tasks on to its firms and counts. */

import { AppError, type EnterpriseId } from "@fenji/kernel";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { enqueueMessage } from "./enqueue-message.ts";
import type { Incoming } from "./incoming.ts";
import type { Exchange } from "./open-exchange.ts";
import { queueTask, type TaskWords } from "./send-task.ts";

interface Kept extends TaskWords {
  readonly id: string;
  readonly kind: "task" | "notice";
}

const keep = async (tx: Ctx, incoming: Incoming<"task" | "notice">, of: Kept): Promise<void> => {
  const { sender, enterpriseId, message } = incoming;
  await tx.db
    .insertInto("tasks")
    .values({
      id: of.id,
      enterprise_id: enterpriseId,
      peer_id: sender.id,
      kind: of.kind,
      direction: "in",
      title: JSON.stringify(of.title),
      text: JSON.stringify(of.text),
      due_date: of.dueDate,
      state: "sent",
      sent_at: message.createdAt,
    })
    .execute();
  tx.events.record({
    enterpriseId: enterpriseId as EnterpriseId | null,
    action: `${of.kind}.received`,
    subject: of.id,
    payload: { peer: sender.id, dueDate: of.dueDate, message: message.id },
  });
};

interface LinkedFirm {
  readonly peerId: string;
  readonly id: string;
  readonly creditCode: string;
}

const findFirms = (tx: Ctx): Promise<LinkedFirm[]> =>
  tx.db
    .selectFrom("links as l")
    .innerJoin("peers as p", "p.peer_id", "l.peer_id")
    .innerJoin("enterprises as e", "e.enterprise_id", "l.enterprise_id")
    .select(["l.peer_id as peerId", "e.enterprise_id as id", "e.credit_code as creditCode"])
    .where("l.state", "=", "linked")
    .where("p.relation", "=", "below")
    .orderBy("e.enterprise_id")
    .execute();

/** Every firm that is linked now; the counts go up as receipts come in. */
const passOn = async (tx: Ctx, exchange: Exchange, task: Kept): Promise<void> => {
  const firms = await findFirms(tx);
  for (const { peerId, ...enterprise } of firms)
    await queueTask(tx, exchange, { ...task, peerId, enterprise, relayedFrom: task.id });
  await tx.db
    .updateTable("tasks")
    .set({ firms: JSON.stringify({ asked: firms.length, seen: 0, done: 0 }) })
    .where("id", "=", task.id)
    .execute();
};

export const receiveTask = async (
  tx: Ctx,
  exchange: Exchange,
  incoming: Incoming<"task">,
): Promise<void> => {
  const { task: id, title, text, dueDate } = incoming.message.body;
  if (id !== incoming.message.id)
    throw new AppError("exchange.schema", { at: "message.body.task", detail: "id" });
  const task = { id, kind: "task" as const, title, text, dueDate };
  await keep(tx, incoming, task);
  if (incoming.enterpriseId !== null) return;
  if (exchange.identity().kind !== "supervisor")
    throw new AppError("exchange.not-theirs", { kind: "task" });
  await passOn(tx, exchange, task);
};

export const receiveNotice = async (tx: Ctx, incoming: Incoming<"notice">): Promise<void> => {
  const { title, text } = incoming.message.body;
  await keep(tx, incoming, { id: incoming.message.id, kind: "notice", title, text, dueDate: null });
};

/** The firms' answers to a task that was passed on, counted anew and told to the node that sent it. */
const tellAbove = async (tx: Ctx, exchange: Exchange, relayedFrom: string): Promise<void> => {
  const counted = await tx.db
    .selectFrom("tasks")
    .select([
      sql<number>`count(*)::int`.as("asked"),
      sql<number>`count(*) filter (where state in ('seen', 'done'))::int`.as("seen"),
      sql<number>`count(*) filter (where state = 'done')::int`.as("done"),
    ])
    .where("relayed_from", "=", relayedFrom)
    .executeTakeFirstOrThrow();
  const state = counted.done === counted.asked ? "done" : "seen";
  const at = tx.now().toISOString();
  const task = await tx.db
    .updateTable("tasks")
    .set({
      firms: JSON.stringify(counted),
      state,
      seen_at: sql<string>`coalesce(seen_at, ${at})`,
      ...(state === "done" ? { done_at: at } : {}),
    })
    .where("id", "=", relayedFrom)
    .returning("peer_id")
    .executeTakeFirstOrThrow();
  await enqueueMessage(tx, exchange.identity(), {
    peerId: task.peer_id,
    kind: "task-receipt",
    body: { task: relayedFrom, state, firms: counted },
    enterprise: null,
    inReplyTo: relayedFrom,
  });
};

/** A receipt that comes late, after a later one, takes nothing back. */
export const receiveTaskReceipt = async (
  tx: Ctx,
  exchange: Exchange,
  { message, sender, enterpriseId }: Incoming<"task-receipt">,
): Promise<void> => {
  const { task: id, state, firms } = message.body;
  const held = await tx.db
    .selectFrom("tasks")
    .select(["state", "enterprise_id", "relayed_from", "firms"])
    .where("id", "=", id)
    .where("peer_id", "=", sender.id)
    .where("direction", "=", "out")
    .forUpdate()
    .executeTakeFirst();
  if (held === undefined || held.enterprise_id !== enterpriseId)
    throw new AppError("exchange.about-unknown", { about: id });
  const at = message.createdAt;
  if (held.state !== "done") {
    await tx.db
      .updateTable("tasks")
      .set({
        state,
        seen_at: sql<string>`coalesce(seen_at, ${at})`,
        ...(state === "done" ? { done_at: at } : {}),
        ...(firms === null ? {} : { firms: JSON.stringify(firms) }),
      })
      .where("id", "=", id)
      .execute();
  }
  tx.events.record({
    enterpriseId: enterpriseId as EnterpriseId | null,
    action: `task.${state}`,
    subject: id,
    payload: { peer: sender.id, message: message.id, firms },
  });
  if (held.relayed_from !== null) await tellAbove(tx, exchange, held.relayed_from);
};
