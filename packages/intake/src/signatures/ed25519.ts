/** Ed25519 (RFC 8032) with Node's own cryptography. */

import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from "node:crypto";

/** Private key as PKCS #8, public key as SPKI, both DER in base64url. */
export const makeEd25519 = (): { readonly secret: string; readonly spki: string } => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    secret: privateKey.export({ format: "der", type: "pkcs8" }).toString("base64url"),
    spki: publicKey.export({ format: "der", type: "spki" }).toString("base64url"),
  };
};

/** @throws where the secret is no such key. */
export const ed25519Signer = (secret: string): ((text: string) => string) => {
  const key = createPrivateKey({
    key: Buffer.from(secret, "base64url"),
    format: "der",
    type: "pkcs8",
  });
  return (text) => sign(null, Buffer.from(text, "utf8"), key).toString("base64url");
};

const opened = new Map<string, KeyObject>();

const maxOpened = 10_000;

/** Opening a key costs as much as using it once, and the same nodes write again and again. */
const openKey = (spki: string): KeyObject => {
  const held = opened.get(spki);
  if (held !== undefined) return held;
  const key = createPublicKey({
    key: Buffer.from(spki, "base64url"),
    format: "der",
    type: "spki",
  });
  if (key.asymmetricKeyType !== "ed25519") throw new TypeError("not an Ed25519 key");
  if (opened.size >= maxOpened) opened.clear();
  opened.set(spki, key);
  return key;
};

/** False for whatever is not a signature by that key, unreadable keys included. */
export const verifyEd25519 = (spki: string, text: string, signature: string): boolean => {
  try {
    const bytes = Buffer.from(signature, "base64url");
    return bytes.length === 64 && verify(null, Buffer.from(text, "utf8"), openKey(spki), bytes);
  } catch {
    return false;
  }
};
