/** What the pure engine of messages is lent: UTF-8, SHA-256 and the check of signatures. */

import { createHash } from "node:crypto";
import type { PublicKey } from "@fenji/submission";
import { verifyEd25519 } from "./ed25519.ts";
import { keyIdOf } from "./key-pairs.ts";
import { verifySm2 } from "./sm2.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** @throws TypeError for what is not UTF-8. */
export const decodeUtf8 = (bytes: Uint8Array): string => utf8.decode(bytes);

/** SHA-256 of the UTF-8 of a text, in hexadecimal. */
export const hashText = (text: string): string =>
  createHash("sha256").update(text, "utf8").digest("hex");

/** A key counts only under its own name: the id is worked out again from the key. */
export const verifySignature = (key: PublicKey, text: string, signature: string): boolean =>
  keyIdOf(key.spki) === key.keyId &&
  (key.algorithm === "Ed25519"
    ? verifyEd25519(key.spki, text, signature)
    : verifySm2(key.spki, text, signature));
