/** Takes in that a peer has revoked this node: the link is over on this side too. */

import type { Ctx } from "../../platform/ctx.ts";
import { cutPeer } from "./cut-peer.ts";
import type { Incoming } from "./incoming.ts";

export const receiveRevoked = async (
  tx: Ctx,
  { message, sender }: Incoming<"revoked">,
): Promise<void> => {
  await cutPeer(tx, { peerId: sender.id, spare: null });
  tx.events.record({
    enterpriseId: null,
    action: "peer.parted",
    subject: sender.id,
    payload: { message: message.id },
  });
};
