/** Carries what waits to webhooks, every few seconds while the node runs; what was under way at an end is tried again. */

import { AppError } from "@fenji/kernel";
import { inSnapshot, type Ctx } from "../../platform/ctx.ts";
import { makeDeliveries, settleDelivery, takeDue, type DeliveryRow } from "./deliveries.ts";
import { sendDelivery, type Outcome } from "./send-delivery.ts";
import { signatureOf } from "./sign-delivery.ts";
import { checkAddress } from "./webhook-address.ts";
import { findWebhook, secretContext, type WebhookRow, type WebhookTools } from "./webhooks.ts";

/** Deliveries under way at the same time. */
const atOnce = 8;

const secretsOf = (row: WebhookRow, { box }: WebhookTools, now: Date): readonly Buffer[] => {
  const old = row.old_until !== null && Date.parse(row.old_until) > now.getTime();
  const sealed = old && row.old_secret !== null ? [row.secret, row.old_secret] : [row.secret];
  const opened = sealed.flatMap((one) => box.open(one, secretContext(row.id)) ?? []);
  if (opened.length === 0) throw new AppError("webhook.secret");
  return opened;
};

const carry = async (ctx: Ctx, tools: WebhookTools, row: DeliveryRow): Promise<Outcome> => {
  const of = { enterpriseId: row.enterprise_id, webhookId: row.webhook_id };
  try {
    const hook = await inSnapshot(ctx, (tx) => findWebhook(tx, of));
    const secrets = secretsOf(hook, tools, ctx.now());
    const address = await checkAddress(hook.url, tools.allowed);
    const time = Math.floor(ctx.now().getTime() / 1000);
    const headers = {
      "content-type": "application/json",
      "user-agent": "Fenji-Webhook",
      "webhook-id": row.id,
      "webhook-timestamp": String(time),
      "webhook-signature": signatureOf({ id: row.id, time, body: row.body }, secrets),
    };
    return await sendDelivery(address, { headers, body: row.body });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { status: null, failure: error.code };
  }
};

/** One round: everything that is due by now. `ctx` acts as the node. @returns how many were sent or tried */
export const carryDeliveries = async (ctx: Ctx, tools: WebhookTools): Promise<number> => {
  await makeDeliveries(ctx);
  let tried = 0;
  for (;;) {
    const due = await takeDue(ctx, atOnce);
    if (due.length === 0) return tried;
    await Promise.all(
      due.map(async (row) => settleDelivery(ctx, row, await carry(ctx, tools, row))),
    );
    tried += due.length;
  }
};
