/** Pauses what goes to a linked node, or lets it go on. */

import { AppError } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { asNode } from "./as-node.ts";

/** @throws AppError `request.not-found`. */
export const setLinkPaused = (
  ctx: Ctx,
  { peerId, paused }: { readonly peerId: string; readonly paused: boolean },
): Promise<void> =>
  inTransaction(asNode(ctx), async (tx) => {
    const updated = await tx.db
      .updateTable("peers")
      .set({ paused })
      .where("peer_id", "=", peerId)
      .executeTakeFirst();
    if (updated.numUpdatedRows === 0n) throw new AppError("request.not-found", { what: peerId });
    tx.events.record({
      enterpriseId: null,
      action: paused ? "peer.paused" : "peer.resumed",
      subject: peerId,
      payload: {},
    });
  });
