/** Addresses that are told when something of a firm changes: added, changed, removed, given a new secret. */

import type {
  BodyOf,
  changeWebhook as changeOperation,
  createWebhook as createOperation,
  ReplyOf,
  Webhook,
} from "@fenji/contract";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import { sql, type Selectable } from "kysely";
import type { SecretBox } from "../../platform/auth/secret-box.ts";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import type { Database } from "../../platform/db/schema.ts";
import { requireEnterprise } from "../enterprises/public.ts";
import { newSecret, secretText } from "./sign-delivery.ts";
import { checkAddress, type AllowedNetworks } from "./webhook-address.ts";

export type WebhookRow = Selectable<Database["webhooks"]>;

export interface WebhookOf {
  readonly enterpriseId: string;
  readonly webhookId: string;
}

/** What the node lends to webhooks. */
export interface WebhookTools {
  readonly box: SecretBox;
  readonly allowed: AllowedNetworks;
}

const mostWebhooks = 20;

/** How long the secret before signs beside the new one. */
const oldSecretMs = 24 * 3_600_000;

/** Binds a sealed secret to its webhook. */
export const secretContext = (id: string): string => `webhook:${id}`;

/** @throws AppError `request.not-found` */
export const findWebhook = async (
  tx: Ctx,
  { enterpriseId, webhookId }: WebhookOf,
): Promise<WebhookRow> => {
  const row = await tx.db
    .selectFrom("webhooks")
    .selectAll()
    .where("enterprise_id", "=", enterpriseId)
    .where("id", "=", webhookId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: webhookId });
  return row;
};

const show = async (tx: Ctx, rows: readonly WebhookRow[]): Promise<Webhook[]> => {
  const ids = rows.map(({ id }) => id);
  const { rows: counts } = await sql<{ id: string; waiting: number; dead: number }>`
    select webhook_id as id, count(*) filter (where state = 'waiting')::int as waiting,
           count(*) filter (where state = 'dead')::int as dead
    from webhook_deliveries where webhook_id = any (${ids}) group by webhook_id`.execute(tx.db);
  return rows.map((row) => {
    const count = counts.find(({ id }) => id === row.id);
    return {
      id: row.id,
      url: row.url,
      events: row.events.filter((event) => isEvent(event)),
      state: row.state,
      createdAt: row.created_at,
      createdBy: row.created_by,
      oldSecretUntil: row.old_until,
      failingSince: row.failing_since,
      lastDeliveredAt: row.last_delivered_at,
      waiting: count?.waiting ?? 0,
      dead: count?.dead ?? 0,
    };
  });
};

const known: readonly Webhook["events"][number][] = [
  "verdicts.changed",
  "evidence.imported",
  "evidence.withdrawn",
  "evidence.refused",
];

const isEvent = (event: string): event is Webhook["events"][number] =>
  known.some((one) => one === event);

export const showWebhook = async (tx: Ctx, of: WebhookOf): Promise<Webhook> => {
  const [shown] = await show(tx, [await findWebhook(tx, of)]);
  if (shown === undefined) throw new AppError("request.not-found", { what: of.webhookId });
  return shown;
};

export const listWebhooks = async (tx: Ctx, enterpriseId: string): Promise<Webhook[]> => {
  await requireEnterprise(tx, enterpriseId);
  const rows = await tx.db
    .selectFrom("webhooks")
    .selectAll()
    .where("enterprise_id", "=", enterpriseId)
    .orderBy("id")
    .execute();
  return show(tx, rows);
};

const told = (tx: Ctx, { enterpriseId, webhookId }: WebhookOf, did: string): void =>
  tx.events.record({
    enterpriseId: enterpriseId as EnterpriseId,
    action: `webhook.${did}`,
    subject: webhookId,
    payload: {},
  });

/** Only what happens from now on is told. */
const newestEvent = async (tx: Ctx): Promise<number> => {
  const row = await tx.db
    .selectFrom("events")
    .select((eb) => eb.fn.max("seq").as("seq"))
    .executeTakeFirst();
  return row?.seq ?? 0;
};

type Created = ReplyOf<typeof createOperation>;

/** @throws AppError `request.not-found`, `webhook.*` */
export const createWebhook = async (
  ctx: Ctx,
  { box, allowed }: WebhookTools,
  { enterpriseId, url, events }: BodyOf<typeof createOperation> & { readonly enterpriseId: string },
): Promise<Created> => {
  await checkAddress(url, allowed);
  return inTransaction(ctx, async (tx) => {
    await requireEnterprise(tx, enterpriseId);
    await tx.db
      .selectFrom("enterprises")
      .select("enterprise_id")
      .where("enterprise_id", "=", enterpriseId)
      .forUpdate()
      .execute();
    if ((await listWebhooks(tx, enterpriseId)).length >= mostWebhooks)
      throw new AppError("webhook.too-many", { limit: mostWebhooks });
    const [id, secret] = [tx.newId(), newSecret()];
    await tx.db
      .insertInto("webhooks")
      .values({
        enterprise_id: enterpriseId,
        id,
        url,
        events,
        secret: box.seal(secret, secretContext(id)),
        state: "active",
        cursor: await newestEvent(tx),
        created_at: tx.now().toISOString(),
        created_by: tx.actor.id,
      })
      .execute();
    const of = { enterpriseId, webhookId: id };
    told(tx, of, "created");
    return { webhook: await showWebhook(tx, of), secret: secretText(secret) };
  });
};

/** One that failed and is switched on again begins with what happens from now on. */
export const changeWebhook = async (
  ctx: Ctx,
  { allowed }: WebhookTools,
  { url, events, state, ...of }: BodyOf<typeof changeOperation> & WebhookOf,
): Promise<Webhook> => {
  await checkAddress(url, allowed);
  return inTransaction(ctx, async (tx) => {
    const before = await findWebhook(tx, of);
    const resumed = state === "active" && before.state !== "active";
    await tx.db
      .updateTable("webhooks")
      .set({
        url,
        events,
        state,
        ...(resumed ? { failing_since: null, cursor: await newestEvent(tx) } : {}),
      })
      .where("enterprise_id", "=", of.enterpriseId)
      .where("id", "=", of.webhookId)
      .execute();
    told(tx, of, "changed");
    return showWebhook(tx, of);
  });
};

export const removeWebhook = (ctx: Ctx, of: WebhookOf): Promise<{ readonly removed: true }> =>
  inTransaction(ctx, async (tx) => {
    await findWebhook(tx, of);
    await tx.db
      .deleteFrom("webhooks")
      .where("enterprise_id", "=", of.enterpriseId)
      .where("id", "=", of.webhookId)
      .execute();
    told(tx, of, "removed");
    return { removed: true };
  });

export const rotateSecret = (ctx: Ctx, { box }: WebhookTools, of: WebhookOf): Promise<Created> =>
  inTransaction(ctx, async (tx) => {
    const before = await findWebhook(tx, of);
    const secret = newSecret();
    await tx.db
      .updateTable("webhooks")
      .set({
        secret: box.seal(secret, secretContext(before.id)),
        old_secret: before.secret,
        old_until: new Date(tx.now().getTime() + oldSecretMs).toISOString(),
      })
      .where("enterprise_id", "=", of.enterpriseId)
      .where("id", "=", of.webhookId)
      .execute();
    told(tx, of, "secret-rotated");
    return { webhook: await showWebhook(tx, of), secret: secretText(secret) };
  });
