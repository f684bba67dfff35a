/** Ends what a peer could do: its keys count no more, its links end, what waits for it is not sent. */

import type { Ctx } from "../../platform/ctx.ts";
import { failureJson } from "./stored-messages.ts";
import { AppError } from "@fenji/kernel";

/** `spare`: the message that tells it so. */
export const cutPeer = async (
  tx: Ctx,
  { peerId, spare }: { readonly peerId: string; readonly spare: string | null },
): Promise<void> => {
  const at = tx.now().toISOString();
  const keys = await tx.db
    .updateTable("peer_keys")
    .set({ state: "revoked", ended_at: at })
    .where("peer_id", "=", peerId)
    .where("state", "<>", "revoked")
    .returning("key_id")
    .execute();
  await tx.db
    .updateTable("links")
    .set({ state: "ended", ended_at: at })
    .where("peer_id", "=", peerId)
    .where("state", "<>", "ended")
    .execute();
  const keyId = keys[0]?.key_id ?? "";
  let waiting = tx.db
    .updateTable("outbox_messages")
    .set({
      state: "refused",
      failure: failureJson(new AppError("exchange.revoked-key", { keyId })),
    })
    .where("peer_id", "=", peerId)
    .where("state", "in", ["queued", "sent", "held"]);
  if (spare !== null) waiting = waiting.where("id", "<>", spare);
  await waiting.execute();
  await tx.db
    .updateTable("peers")
    .set({ state: "revoked", expected_key: null })
    .where("peer_id", "=", peerId)
    .execute();
};
