/** Who this node is to others: an id for life and its key pairs, kept 0600 in the data folder. */

import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { makeKeyPair, openSigner, type KeyPair } from "@fenji/intake";
import { AppError } from "@fenji/kernel";
import type { NodeCard, Signer } from "@fenji/submission";
import { z } from "zod";
import type { Config } from "../../platform/config.ts";
import { newId } from "../../platform/ctx.ts";

const pairSchema = z.strictObject({
  keyId: z.string(),
  algorithm: z.enum(["Ed25519", "SM2-SM3"]),
  spki: z.string(),
  secret: z.string(),
});

const fileSchema = z.strictObject({
  version: z.literal(1),
  id: z.string(),
  since: z.string(),
  keys: z.array(pairSchema).min(1),
  /** Made for a rotation whose announcement may or may not have been committed. */
  next: z.strictObject({ since: z.string(), keys: z.array(pairSchema).min(1) }).nullable(),
});

type KeyFile = z.infer<typeof fileSchema>;

export interface Identity {
  readonly id: string;
  readonly kind: "enterprise" | "supervisor";
  readonly name: string;
  /** When its keys came into use, ISO 8601 in UTC. */
  readonly since: string;
  readonly signers: readonly Signer[];
  /** What others may know of it. */
  readonly card: NodeCard;
}

export interface IdentityFile {
  readonly identity: () => Identity;
  /** The folder had no keys: this node has just been given an id. */
  readonly isNew: boolean;
  /** First key of a rotation that was begun and not ended. */
  readonly pendingKeyId: () => string | null;
  /** Makes the next keys, durably; they are not used yet. */
  readonly prepareRotation: () => { readonly signers: readonly Signer[]; readonly card: NodeCard };
  /** Uses the next keys from now on. */
  readonly finishRotation: () => void;
  readonly dropRotation: () => void;
  /** Takes back keys that should not have been made, so that the next start finds the old ones or none. */
  readonly discard: () => void;
}

const writeDurably = (path: string, file: KeyFile): void => {
  const handle = openSync(`${path}.new`, "w", 0o600);
  writeSync(handle, `${JSON.stringify(file)}\n`);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${path}.new`, path);
};

const read = (path: string): KeyFile => {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (cause) {
    // What went wrong is told without the content, which is secret.
    const detail = cause instanceof Error && "code" in cause ? String(cause.code) : "JSON";
    throw new AppError("exchange.key-file", { path, detail }, { cause: detail });
  }
};

const publicHalf = ({ secret: _secret, ...key }: KeyPair) => key;

const cardOf = (config: Config, id: string, keys: readonly KeyPair[]): NodeCard => ({
  id,
  kind: config.nodeKind,
  name: config.nodeName,
  keys: keys.map(publicHalf),
});

const open = (config: Config, file: KeyFile): Identity => ({
  id: file.id,
  kind: config.nodeKind,
  name: config.nodeName,
  since: file.since,
  signers: file.keys.map(openSigner),
  card: cardOf(config, file.id, file.keys),
});

const makeKeys = (config: Config): KeyPair[] => config.signWith.map((one) => makeKeyPair(one));

/** @throws AppError `exchange.key-file` for a file that cannot be read. */
export const openIdentityFile = (config: Config): IdentityFile => {
  const path = join(config.dataFolder, "node-keys.json");
  const isNew = !existsSync(path);
  const now = (): string => new Date().toISOString();
  let file: KeyFile = isNew
    ? { version: 1, id: newId(), since: now(), keys: makeKeys(config), next: null }
    : read(path);
  if (isNew) writeDurably(path, file);
  let identity = open(config, file);
  const become = (changed: KeyFile): void => {
    writeDurably(path, changed);
    file = changed;
    identity = open(config, changed);
  };
  return {
    identity: () => identity,
    isNew,
    pendingKeyId: () => file.next?.keys[0]?.keyId ?? null,
    prepareRotation: () => {
      const keys = makeKeys(config);
      become({ ...file, next: { since: now(), keys } });
      return { signers: keys.map(openSigner), card: cardOf(config, file.id, keys) };
    },
    finishRotation: () => {
      if (file.next !== null) become({ ...file, ...file.next, next: null });
    },
    dropRotation: () => become({ ...file, next: null }),
    discard: () => rmSync(path, { force: true }),
  };
};
