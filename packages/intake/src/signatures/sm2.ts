/**
 * SM2 with SM3 (GB/T 32918.2), user id `1234567812345678`, signatures as raw r and s. Not a certified product: a
 * signature by it is proof between nodes, not an electronic signature in law.
 */

import { sm2 } from "sm-crypto-v2";

/** SPKI of a point on the curve: id-ecPublicKey, sm2p256v1, then 04, x, y. */
const spkiHead = "3059301306072a8648ce3d020106082a811ccf5501822d034200";

const options = { hash: true, der: false, userId: "1234567812345678" } as const;

const hexOf = (base64url: string): string => Buffer.from(base64url, "base64url").toString("hex");

/** Private key as 32 bytes, public key as SPKI, both in base64url. */
export const makeSm2 = (): { readonly secret: string; readonly spki: string } => {
  const { privateKey, publicKey } = sm2.generateKeyPairHex();
  return {
    secret: Buffer.from(privateKey.padStart(64, "0"), "hex").toString("base64url"),
    spki: Buffer.from(spkiHead + publicKey, "hex").toString("base64url"),
  };
};

/** @throws where the secret is no such key. */
export const sm2Signer = (secret: string): ((text: string) => string) => {
  const privateKey = hexOf(secret);
  if (privateKey.length !== 64) throw new TypeError("not an SM2 key");
  const publicKey = sm2.getPublicKeyFromPrivateKey(privateKey);
  return (text) => {
    const signature = sm2.doSignature(Buffer.from(text, "utf8"), privateKey, {
      ...options,
      publicKey,
    });
    return Buffer.from(signature, "hex").toString("base64url");
  };
};

const pointOf = (spki: string): string => {
  const hex = hexOf(spki);
  const point = hex.slice(spkiHead.length);
  if (!hex.startsWith(spkiHead) || point.length !== 130 || !point.startsWith("04"))
    throw new TypeError("not an SM2 key");
  return point;
};

/** False for whatever is not a signature by that key: the library throws where it means no. */
export const verifySm2 = (spki: string, text: string, signature: string): boolean => {
  try {
    const point = pointOf(spki);
    const hex = hexOf(signature);
    return (
      hex.length === 128 &&
      sm2.verifyPublicKey(point) &&
      sm2.doVerifySignature(Buffer.from(text, "utf8"), hex, point, options)
    );
  } catch {
    return false;
  }
};
