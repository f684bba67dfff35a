/** Hands a node what waits for it, on a request that it signed just now. */

import { decodeUtf8, verifySignature } from "@fenji/intake";
import { AppError } from "@fenji/kernel";
import { readBody, readEnvelope, verifyMessage } from "@fenji/submission";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import type { Exchange } from "./open-exchange.ts";
import { findSenders } from "./senders.ts";
import { handOver } from "./waiting-messages.ts";

const pastToleranceMs = 10 * 60_000;
const replyBytes = 8 * 2 ** 20;

/** An old request heard again is refused, because each must be later than the last. @throws AppError `exchange.clock`. */
const moveOn = async (tx: Ctx, peerId: string, createdAt: string): Promise<void> => {
  const age = tx.now().getTime() - Date.parse(createdAt);
  const moved = await tx.db
    .updateTable("peers")
    .set({ collected_at: createdAt, last_contact_at: tx.now().toISOString() })
    .where("peer_id", "=", peerId)
    .where((eb) => eb.or([eb("collected_at", "is", null), eb("collected_at", "<", createdAt)]))
    .executeTakeFirst();
  if (age > pastToleranceMs || moved.numUpdatedRows === 0n)
    throw new AppError("exchange.clock", { createdAt });
};

/** @throws AppError `exchange.*` for a request that is not believed. */
export const collect = (
  ctx: Ctx,
  exchange: Exchange,
  bytes: Uint8Array,
): Promise<{ messages: string[]; more: boolean }> => {
  const read = readEnvelope(bytes, { decode: decodeUtf8 });
  if (!read.ok) throw read.error;
  const { from, createdAt } = read.value.message;
  return inTransaction(ctx, async (tx) => {
    const sender = (await findSenders(tx, { peerIds: [from], creditCodes: [] })).get(from);
    const verified = verifyMessage(read.value, {
      to: exchange.identity().id,
      now: tx.now().toISOString(),
      keys: sender?.keys ?? [],
      verifySignature,
    });
    if (!verified.ok) throw verified.error;
    const typed = readBody(read.value.message);
    if (!typed.ok) throw typed.error;
    if (typed.value.kind !== "collect")
      throw new AppError("exchange.not-theirs", { kind: typed.value.kind });
    await moveOn(tx, from, createdAt);
    const peer = await tx.db
      .selectFrom("peers")
      .select("paused")
      .where("peer_id", "=", from)
      .executeTakeFirstOrThrow();
    if (peer.paused) return { messages: [], more: false };
    const { limit } = typed.value.body;
    const wish = { peerId: from, limit, limitBytes: replyBytes };
    const { envelopes, more } = await handOver(tx, exchange.identity(), wish);
    return { messages: [...envelopes], more };
  });
};
