/** Takes in new keys of a peer: announced under its pinned keys, and signed by the new ones, which it thereby holds. */

import { verifySignature } from "@fenji/intake";
import { AppError } from "@fenji/kernel";
import { splitEnvelope } from "@fenji/submission";
import type { Ctx } from "../../platform/ctx.ts";
import type { Incoming } from "./incoming.ts";
import { pinKeys } from "./pin-keys.ts";

/** @throws AppError `exchange.signature-missing`, `exchange.forged`, `exchange.not-theirs`. */
export const receiveRotation = async (
  tx: Ctx,
  { message, sender, text, envelopeText }: Incoming<"key-rotation">,
): Promise<void> => {
  const { node } = message.body;
  if (node.id !== sender.id) throw new AppError("exchange.not-theirs", { kind: message.kind });
  const { signatures } = splitEnvelope(envelopeText);
  for (const key of node.keys) {
    const signature = signatures.find(({ keyId }) => keyId === key.keyId);
    if (signature === undefined)
      throw new AppError("exchange.signature-missing", { algorithm: key.algorithm });
    if (!verifySignature(key, text, signature.signature))
      throw new AppError("exchange.forged", { keyId: key.keyId });
  }
  await pinKeys(tx, node, "first");
  await tx.db
    .updateTable("peers")
    .set({ name: node.name })
    .where("peer_id", "=", node.id)
    .execute();
  tx.events.record({
    enterpriseId: null,
    action: "peer.key-rotated",
    subject: sender.id,
    payload: { keys: node.keys.map(({ keyId }) => keyId), message: message.id },
  });
};
