/** Seals what the database must not show in the clear, with a key that lies in the data folder alone. */

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  type KeyObject,
  createSecretKey,
} from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { AppError } from "@fenji/kernel";

export interface SecretBox {
  /** `context` binds the sealed bytes to their owner: elsewhere they do not open. */
  readonly seal: (plain: Uint8Array, context: string) => Buffer;
  /** null when the bytes were changed, belong elsewhere or to another key. */
  readonly open: (sealed: Buffer, context: string) => Buffer | null;
  /** A hash that nobody without the key can try values against. */
  readonly fingerprint: (value: string) => Buffer;
}

const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

const makeKey = (path: string): Buffer => {
  const key = randomBytes(keyBytes);
  const file = openSync(`${path}.new`, "w", 0o600);
  writeSync(file, `${key.toString("base64")}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.new`, path);
  return key;
};

const readKey = (path: string): Buffer => {
  const key = Buffer.from(readFileSync(path, "utf8").trim(), "base64");
  if (key.length !== keyBytes) throw new AppError("data-folder.unknown", { path, detail: "key" });
  return key;
};

const derive = (key: Buffer, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync("sha256", key, "", `fenji ${purpose}`, keyBytes)));

/** AES-256-GCM: 12 bytes of nonce, 16 of tag, then the text. */
const seal = (key: KeyObject, plain: Uint8Array, context: string): Buffer => {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(context));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
};

const open = (key: KeyObject, sealed: Buffer, context: string): Buffer | null => {
  const iv = sealed.subarray(0, ivBytes);
  const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  const text = decipher.update(sealed.subarray(ivBytes + tagBytes));
  try {
    return Buffer.concat([text, decipher.final()]);
  } catch {
    return null;
  }
};

/** Reads the key, or makes it when the folder has none yet (0600). */
export const openSecretBox = (dataFolder: string): SecretBox => {
  const folder = join(dataFolder, "secrets");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, "identity.key");
  const key = existsSync(path) ? readKey(path) : makeKey(path);
  const sealing = derive(key, "seal");
  const hashing = derive(key, "fingerprint");
  return {
    seal: (plain, context) => seal(sealing, plain, context),
    open: (sealed, context) => open(sealing, sealed, context),
    fingerprint: (value) => createHmac("sha256", hashing).update(value).digest(),
  };
};
