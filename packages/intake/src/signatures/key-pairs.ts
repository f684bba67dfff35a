/** Key pairs of a node: made, opened for signing, and named by what their public half is. */

import { createHash } from "node:crypto";
import type { Algorithm, PublicKey, Signer } from "@fenji/submission";
import { ed25519Signer, makeEd25519 } from "./ed25519.ts";
import { makeSm2, sm2Signer } from "./sm2.ts";

export interface KeyPair extends PublicKey {
  readonly secret: string;
}

/** First 32 hexadecimal digits of the SHA-256 of the SPKI. */
export const keyIdOf = (spki: string): string =>
  createHash("sha256").update(Buffer.from(spki, "base64url")).digest("hex").slice(0, 32);

export const makeKeyPair = (algorithm: Algorithm): KeyPair => {
  const made = algorithm === "Ed25519" ? makeEd25519() : makeSm2();
  return { keyId: keyIdOf(made.spki), algorithm, ...made };
};

export const openSigner = ({ keyId, algorithm, secret }: KeyPair): Signer => ({
  keyId,
  algorithm,
  sign: algorithm === "Ed25519" ? ed25519Signer(secret) : sm2Signer(secret),
});
