/** Pins the keys of a peer: they are current, whatever was current before is replaced. */

import { keyIdOf } from "@fenji/intake";
import { AppError } from "@fenji/kernel";
import type { NodeCard, PublicKey } from "@fenji/submission";
import type { Ctx } from "../../platform/ctx.ts";

/** A key is named by what it is; a name that says otherwise is a forgery. */
const checkNames = (keys: readonly PublicKey[]): void => {
  const wrong = keys.find(({ keyId, spki }) => keyIdOf(spki) !== keyId);
  if (wrong !== undefined) throw new AppError("exchange.forged", { keyId: wrong.keyId });
  const algorithms = new Set(keys.map(({ algorithm }) => algorithm));
  if (algorithms.size !== keys.length)
    throw new AppError("exchange.schema", { at: "message.body.node.keys", detail: "algorithm" });
};

const refuseRevoked = async (tx: Ctx, { id, keys }: NodeCard): Promise<void> => {
  const revoked = await tx.db
    .selectFrom("peer_keys")
    .select("key_id")
    .where("peer_id", "=", id)
    .where("state", "=", "revoked")
    .where(
      "key_id",
      "in",
      keys.map(({ keyId }) => keyId),
    )
    .executeTakeFirst();
  if (revoked !== undefined) throw new AppError("exchange.revoked-key", { keyId: revoked.key_id });
};

/**
 * `trust: "again"`: a new code names the key itself, so that one revoked before may come back.
 * @throws AppError `exchange.forged`, `exchange.revoked-key` for a key that was revoked before.
 */
export const pinKeys = async (tx: Ctx, card: NodeCard, trust: "first" | "again"): Promise<void> => {
  const { id, keys } = card;
  checkNames(keys);
  if (trust === "first") await refuseRevoked(tx, card);
  const at = tx.now().toISOString();
  await tx.db
    .updateTable("peer_keys")
    .set({ state: "replaced", ended_at: at })
    .where("peer_id", "=", id)
    .where("state", "=", "current")
    .execute();
  await tx.db
    .insertInto("peer_keys")
    .values(
      keys.map(({ keyId, algorithm, spki }) => ({
        peer_id: id,
        key_id: keyId,
        algorithm,
        spki,
        state: "current" as const,
        pinned_at: at,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(["peer_id", "key_id"]).doUpdateSet({ state: "current", ended_at: null }),
    )
    .execute();
};
