/** Takes back a message of parting that was never delivered: it would end the link that begins now. */

import type { Ctx } from "../../platform/ctx.ts";

export const dropParting = async (tx: Ctx, peerId: string): Promise<void> => {
  await tx.db
    .updateTable("outbox_messages")
    .set({ state: "refused" })
    .where("peer_id", "=", peerId)
    .where("kind", "=", "revoked")
    .where("state", "in", ["queued", "sent", "held"])
    .execute();
};
