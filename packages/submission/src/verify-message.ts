/** Decides whether a message is from whom it says, to this node, and not from the future. */

import { AppError, err, ok, type Result } from "@fenji/kernel";
import type { Signature } from "./envelope.ts";
import type { ReadEnvelope } from "./read-envelope.ts";
import type { PublicKey } from "./words.ts";

/** A public key of the sender as this node has it pinned. */
export interface PinnedKey extends PublicKey {
  readonly state: "current" | "replaced" | "revoked";
}

export interface VerifyInput {
  /** This node. */
  readonly to: string;
  /** ISO 8601 in UTC. */
  readonly now: string;
  /** Every key of the sender that was ever pinned. */
  readonly keys: readonly PinnedKey[];
  readonly verifySignature: (key: PublicKey, text: string, signature: string) => boolean;
}

/** Clocks of plants go wrong; a message may be months old but hardly from the future. */
export const futureToleranceMs = 10 * 60_000;

type Verified = Result<readonly PinnedKey[], AppError>;

const refuse = (code: AppError["code"], keyId: string): Verified =>
  err(new AppError(code, { keyId }));

/** Why none of the signatures is by a key that counts. */
const stranger = (signatures: readonly Signature[], keys: readonly PinnedKey[]): Verified => {
  const states = signatures.map(({ keyId }) => keys.find((key) => key.keyId === keyId));
  const revoked = states.find((key) => key?.state === "revoked");
  if (revoked !== undefined) return refuse("exchange.revoked-key", revoked.keyId);
  const replaced = states.find((key) => key?.state === "replaced");
  if (replaced !== undefined) return refuse("exchange.replaced-key", replaced.keyId);
  return refuse("exchange.unknown-key", signatures[0]?.keyId ?? "");
};

/**
 * Every current key of the sender must have signed, and each of these signatures must hold; signatures by keys that are
 * not pinned say nothing. Returns the keys that verify it.
 */
export const verifyMessage = (read: ReadEnvelope, input: VerifyInput): Verified => {
  const { message, signatures, text } = read;
  if (message.to !== input.to)
    return err(new AppError("exchange.wrong-recipient", { to: message.to }));
  const current = input.keys.filter(({ state }) => state === "current");
  const signedBy = current.filter((key) => signatures.some(({ keyId }) => keyId === key.keyId));
  if (signedBy.length === 0) return stranger(signatures, input.keys);
  for (const key of current) {
    const signature = signatures.find(({ keyId }) => keyId === key.keyId);
    if (signature === undefined)
      return err(new AppError("exchange.signature-missing", { algorithm: key.algorithm }));
    if (
      signature.algorithm !== key.algorithm ||
      !input.verifySignature(key, text, signature.signature)
    )
      return refuse("exchange.forged", key.keyId);
  }
  const ahead = Date.parse(message.createdAt) - Date.parse(input.now);
  if (!(ahead <= futureToleranceMs))
    return err(new AppError("exchange.clock", { createdAt: message.createdAt }));
  return ok(current);
};
