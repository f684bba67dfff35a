/** Takes in receipts of others: what was sent is acknowledged or refused, and the receipt is kept with it. */

import { AppError, errorMessage, errorTable, type ErrorCode } from "@fenji/kernel";
import type { ReceiptBody } from "@fenji/submission";
import type { Ctx } from "../../platform/ctx.ts";
import type { Incoming, TakeIn } from "./incoming.ts";
import { takeOneByOne } from "./take-one-by-one.ts";

const isKnown = (code: string): code is ErrorCode => Object.hasOwn(errorTable, code);

/** In both languages, also where a newer node uses a code that this one does not know. */
const reasonJson = (reason: ReceiptBody["reason"]): string | null => {
  if (reason === null) return null;
  const { code, params } = reason;
  const words = isKnown(code) ? errorMessage(code, params) : { zh: code, en: code };
  return JSON.stringify({ code, ...words });
};

const settle = async (tx: Ctx, incoming: Incoming<"receipt">): Promise<void> => {
  const { body } = incoming.message;
  const found = await tx.db
    .selectFrom("outbox_messages")
    .select(["hash", "state", "kind", "enterprise_id"])
    .where("id", "=", body.message.id)
    .where("peer_id", "=", incoming.sender.id)
    .forUpdate()
    .executeTakeFirst();
  if (found === undefined || found.hash !== body.message.hash)
    throw new AppError("exchange.about-unknown", { about: body.message.id });
  if (found.state === "acknowledged" || found.state === "refused") return;
  await tx.db
    .updateTable("outbox_messages")
    .set({
      state: body.outcome === "accepted" ? "acknowledged" : "refused",
      failure: reasonJson(body.reason),
      receipt: incoming.envelopeText,
      receipt_at: incoming.message.createdAt,
      leased_until: null,
    })
    .where("id", "=", body.message.id)
    .execute();
  tx.events.record({
    enterpriseId: found.enterprise_id as Parameters<typeof tx.events.record>[0]["enterpriseId"],
    action: body.outcome === "accepted" ? "message.acknowledged" : "message.refused",
    subject: body.message.id,
    payload: { kind: found.kind, peer: incoming.sender.id, hash: body.message.hash },
  });
};

export const settleReceipts: TakeIn<"receipt"> = takeOneByOne(settle);
