/** Revokes the keys of a linked node, and tells it so by a last message. */

import { AppError } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { asNode } from "./as-node.ts";
import { cutPeer } from "./cut-peer.ts";
import { enqueueMessage } from "./enqueue-message.ts";
import type { Exchange } from "./open-exchange.ts";

/** @throws AppError `request.not-found`. */
export const revokePeer = (
  ctx: Ctx,
  exchange: Exchange,
  { peerId, reason }: { readonly peerId: string; readonly reason: string },
): Promise<void> =>
  inTransaction(asNode(ctx), async (tx) => {
    const peer = await tx.db
      .selectFrom("peers")
      .select("state")
      .where("peer_id", "=", peerId)
      .forUpdate()
      .executeTakeFirst();
    if (peer === undefined) throw new AppError("request.not-found", { what: peerId });
    if (peer.state === "revoked") return;
    const last = await enqueueMessage(tx, exchange.identity(), {
      peerId,
      kind: "revoked",
      body: { reason },
      enterprise: null,
    });
    await cutPeer(tx, { peerId, spare: last.id });
    tx.events.record({
      enterpriseId: null,
      action: "peer.revoked",
      subject: peerId,
      payload: { reason, message: last.id },
    });
  });
