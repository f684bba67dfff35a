/** Random secrets that are handed out once, and the hashes by which they are known again. */

import { createHash, randomBytes } from "node:crypto";

export interface NewSecret {
  /** 256 random bits, URL-safe. */
  readonly secret: string;
  readonly hash: Buffer;
}

/** A secret with this much randomness needs no slow hash. */
export const hashSecret = (secret: string): Buffer => createHash("sha256").update(secret).digest();

export const newSecret = (prefix = ""): NewSecret => {
  const secret = prefix + randomBytes(32).toString("base64url");
  return { secret, hash: hashSecret(secret) };
};
