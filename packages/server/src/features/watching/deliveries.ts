/** What is to be sent to webhooks: made of the record of events, tried until it is taken, given up after days. */

import type { WebhookDelivery } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { sql, type Selectable } from "kysely";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import type { Database } from "../../platform/db/schema.ts";
import type { Outcome } from "./send-delivery.ts";
import { findWebhook, type WebhookOf, type WebhookRow } from "./webhooks.ts";

export type DeliveryRow = Selectable<Database["webhook_deliveries"]>;

/** Seconds between tries; after the last one it is given up: two days in all. */
const pauses = [5, 30, 120, 600, 3_600, 10_800, 21_600, 43_200, 86_400];

/** A webhook to which nothing got through for so long is stopped. */
const failedMs = 5 * 24 * 3_600_000;

/** What was sent is shown for so long. */
const keptMs = 30 * 24 * 3_600_000;

/** Events read for a webhook at a look. */
const mostEvents = 200;

export const deliveryShown = (row: DeliveryRow): WebhookDelivery => ({
  id: row.id,
  event: row.event,
  state: row.state,
  attempts: row.attempts,
  createdAt: row.created_at,
  nextAt: row.state === "waiting" ? row.next_at : null,
  lastAt: row.last_at,
  lastStatus: row.last_status,
  lastFailure: row.last_failure,
  body: row.body,
});

interface Told {
  readonly type: string;
  /** ISO 8601 in UTC. */
  readonly timestamp: string;
  readonly data: unknown;
}

const add = async (tx: Ctx, of: WebhookOf, what: Told): Promise<DeliveryRow> => {
  const now = tx.now().toISOString();
  return tx.db
    .insertInto("webhook_deliveries")
    .values({
      enterprise_id: of.enterpriseId,
      id: tx.newId(),
      webhook_id: of.webhookId,
      event: what.type,
      body: JSON.stringify(what),
      state: "waiting",
      created_at: now,
      next_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
};

/** Events hold ids, counts, hashes and verdicts, never evidence. */
const tellEvents = async (
  tx: Ctx,
  { enterprise_id: enterpriseId, ...hook }: WebhookRow,
): Promise<void> => {
  const events = await tx.db
    .selectFrom("events")
    .select(["seq", "at", "action", "subject", "payload"])
    .where("enterprise_id", "=", enterpriseId)
    .where("seq", ">", hook.cursor)
    .where("action", "in", hook.events)
    .orderBy("seq")
    .limit(mostEvents)
    .execute();
  for (const { seq, at, action, subject, payload } of events)
    await add(
      tx,
      { enterpriseId, webhookId: hook.id },
      { type: action, timestamp: at, data: { enterpriseId, seq, subject, ...Object(payload) } },
    );
  const last = events.at(-1);
  if (last === undefined) return;
  await tx.db
    .updateTable("webhooks")
    .set({ cursor: last.seq })
    .where("enterprise_id", "=", enterpriseId)
    .where("id", "=", hook.id)
    .execute();
};

/** Makes deliveries of what happened since the last look; one worker at a time takes a webhook. */
export const makeDeliveries = (ctx: Ctx): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const hooks = await tx.db
      .selectFrom("webhooks")
      .selectAll()
      .where("state", "=", "active")
      .forUpdate()
      .skipLocked()
      .execute();
    for (const hook of hooks) await tellEvents(tx, hook);
    await tx.db
      .deleteFrom("webhook_deliveries")
      .where("state", "<>", "waiting")
      .where("created_at", "<", new Date(tx.now().getTime() - keptMs).toISOString())
      .execute();
  });

/** Taken for a minute, so that another worker leaves it alone; one that dies meanwhile leaves it to be tried again. */
export const takeDue = (ctx: Ctx, most: number): Promise<readonly DeliveryRow[]> =>
  inTransaction(ctx, async (tx) => {
    const now = tx.now();
    const { rows } = await sql<DeliveryRow>`
      update webhook_deliveries d
         set next_at = ${new Date(now.getTime() + 60_000).toISOString()}, attempts = attempts + 1
       where (d.enterprise_id, d.id) in (
         select w.enterprise_id, w.id from webhook_deliveries w
           join webhooks h on h.enterprise_id = w.enterprise_id and h.id = w.webhook_id
          where w.state = 'waiting' and w.next_at <= ${now.toISOString()} and h.state = 'active'
          order by w.next_at limit ${most} for update of w skip locked)
      returning d.*`.execute(tx.db);
    return rows;
  });

const settleHook = async (
  tx: Ctx,
  { enterprise_id, webhook_id }: DeliveryRow,
  failed: boolean,
): Promise<void> => {
  const now = tx.now();
  const long = new Date(now.getTime() - failedMs).toISOString();
  await sql`
    update webhooks
       set last_delivered_at = case when ${failed} then last_delivered_at else ${now.toISOString()}::timestamptz end,
           failing_since = case when ${failed} then coalesce(failing_since, ${now.toISOString()}::timestamptz) end,
           state = case when ${failed} and state = 'active' and failing_since < ${long} then 'failed' else state end
     where enterprise_id = ${enterprise_id} and id = ${webhook_id}`.execute(tx.db);
};

export const settleDelivery = (
  ctx: Ctx,
  row: DeliveryRow,
  outcome: Outcome,
): Promise<DeliveryRow> =>
  inTransaction(ctx, async (tx) => {
    const now = tx.now();
    const failed = outcome.failure !== null;
    const pause = pauses[row.attempts - 1];
    const state = !failed ? "delivered" : pause === undefined ? "dead" : "waiting";
    const settled = await tx.db
      .updateTable("webhook_deliveries")
      .set({
        state,
        next_at: new Date(now.getTime() + (pause ?? 0) * 1000).toISOString(),
        last_at: now.toISOString(),
        last_status: outcome.status,
        last_failure: outcome.failure,
      })
      .where("enterprise_id", "=", row.enterprise_id)
      .where("id", "=", row.id)
      .returningAll()
      .executeTakeFirst();
    await settleHook(tx, row, failed);
    // Removed with its webhook while it was under way.
    return settled ?? row;
  });

/** A delivery that says nothing but that it arrives. */
export const addTest = (ctx: Ctx, of: WebhookOf): Promise<WebhookDelivery> =>
  inTransaction(ctx, async (tx) => {
    await findWebhook(tx, of);
    const timestamp = tx.now().toISOString();
    const data = { enterpriseId: of.enterpriseId };
    return deliveryShown(await add(tx, of, { type: "test", timestamp, data }));
  });

/** @throws AppError `request.not-found` */
export const sendAgain = (
  ctx: Ctx,
  { enterpriseId, webhookId, deliveryId }: WebhookOf & { readonly deliveryId: string },
): Promise<WebhookDelivery> =>
  inTransaction(ctx, async (tx) => {
    const row = await tx.db
      .updateTable("webhook_deliveries")
      .set({ state: "waiting", attempts: 0, next_at: tx.now().toISOString() })
      .where("enterprise_id", "=", enterpriseId)
      .where("webhook_id", "=", webhookId)
      .where("id", "=", deliveryId)
      .returningAll()
      .executeTakeFirst();
    if (row === undefined) throw new AppError("request.not-found", { what: deliveryId });
    return deliveryShown(row);
  });

export const listDeliveries = async (tx: Ctx, of: WebhookOf): Promise<WebhookDelivery[]> => {
  await findWebhook(tx, of);
  const rows = await tx.db
    .selectFrom("webhook_deliveries")
    .selectAll()
    .where("enterprise_id", "=", of.enterpriseId)
    .where("webhook_id", "=", of.webhookId)
    .orderBy("id", "desc")
    .limit(100)
    .execute();
  return rows.map(deliveryShown);
};
