/** Changes this node's keys: every peer is told under the old and the new ones; an interrupted change is ended or dropped. */

import type { ReplyOf, rotateNodeKey as operation } from "@fenji/contract";
import { inSnapshot, inTransaction, type Ctx } from "../../platform/ctx.ts";
import { asNode } from "./as-node.ts";
import { enqueueMessage } from "./enqueue-message.ts";
import type { Exchange } from "./open-exchange.ts";

const action = "node.key-rotated";

/** The next keys are on disk before anybody is told of them, and in use after everybody's message is committed. */
export const rotateNodeKey = async (
  ctx: Ctx,
  exchange: Exchange,
): Promise<ReplyOf<typeof operation>> => {
  const before = exchange.identity();
  const next = exchange.identityFile.prepareRotation();
  const announced = await inTransaction(asNode(ctx), async (tx) => {
    const peers = await tx.db
      .selectFrom("peers")
      .select("peer_id")
      .where("state", "<>", "revoked")
      .orderBy("peer_id")
      .execute();
    for (const { peer_id: peerId } of peers) {
      await enqueueMessage(tx, before, {
        peerId,
        kind: "key-rotation",
        body: { retired: before.signers.map(({ keyId }) => keyId), node: next.card },
        enterprise: null,
        alsoSignedBy: next.signers,
      });
    }
    tx.events.record({
      enterpriseId: null,
      action,
      subject: next.card.keys[0]?.keyId ?? "",
      payload: {
        retired: before.signers.map(({ keyId }) => keyId),
        keys: next.card.keys.map(({ keyId }) => keyId),
      },
    });
    return peers.length;
  });
  exchange.identityFile.finishRotation();
  return {
    keys: next.card.keys.map(({ keyId, algorithm }) => ({ keyId, algorithm })),
    announced,
  };
};

/** At start: a rotation that was committed is finished, one that was not has told nobody and is dropped. */
export const settleRotation = async (ctx: Ctx, exchange: Exchange): Promise<void> => {
  const pending = exchange.identityFile.pendingKeyId();
  if (pending === null) return;
  const committed = await inSnapshot(ctx, (tx) =>
    tx.db
      .selectFrom("events")
      .select("id")
      .where("action", "=", action)
      .where("subject", "=", pending)
      .executeTakeFirst(),
  );
  if (committed === undefined) exchange.identityFile.dropRotation();
  else exchange.identityFile.finishRotation();
};
