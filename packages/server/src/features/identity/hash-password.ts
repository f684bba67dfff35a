/** Passwords at rest: argon2id by Node's own crypto, as PHC strings; a bounded queue keeps memory and load in hand. */

import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { AppError } from "@fenji/kernel";

const derive = promisify(argon2);

/** OWASP password storage: m = 19 MiB, t = 2, p = 1. */
const parameters = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const tagLength = 32;
const saltLength = 16;

const atOnce = 2;
const mayWait = 60;
let running = 0;
const waiting: (() => void)[] = [];

/** @throws AppError `session.busy` when too many wait already. */
const takeTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (running >= atOnce) {
    if (waiting.length >= mayWait) throw new AppError("session.busy", {});
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running += 1;
  try {
    return await work();
  } finally {
    // The turn is handed on, so that nobody who comes later slips in between.
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
};

interface Hashed {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly salt: Buffer;
  readonly tag: Buffer;
}

const encode = (bytes: Buffer): string => bytes.toString("base64").replace(/=+$/, "");

const phc =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

const parse = (text: string): Hashed => {
  const [, memory = "", passes = "", parallelism = "", salt = "", tag = ""] = phc.exec(text) ?? [];
  if (tag === "") throw new Error("a stored password is not an argon2id string");
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, "base64"),
    tag: Buffer.from(tag, "base64"),
  };
};

/** The same text typed on different keyboards is one password (NFKC). */
const run = (password: string, hashed: Omit<Hashed, "tag">, length: number): Promise<Buffer> =>
  takeTurn(() =>
    derive("argon2id", {
      message: Buffer.from(password.normalize("NFKC")),
      nonce: hashed.salt,
      memory: hashed.memory,
      passes: hashed.passes,
      parallelism: hashed.parallelism,
      tagLength: length,
    }),
  );

/** @throws AppError `session.busy`. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(saltLength);
  const tag = await run(password, { ...parameters, salt }, tagLength);
  const { memory, passes, parallelism } = parameters;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(salt)}$${encode(tag)}`;
};

/** Stands in where there is no account or no password, so that the same work is done. */
const nobodys: Hashed = {
  ...parameters,
  salt: randomBytes(saltLength),
  tag: randomBytes(tagLength),
};

/** @throws AppError `session.busy`. */
export const verifyPassword = async (password: string, stored: string | null): Promise<boolean> => {
  const hashed = stored === null ? nobodys : parse(stored);
  const tag = await run(password, hashed, hashed.tag.length);
  return timingSafeEqual(tag, hashed.tag) && stored !== null;
};

/** Hashed with parameters that are no longer ours. */
export const isOutdated = (stored: string): boolean => {
  const { memory, passes, parallelism } = parse(stored);
  return (
    memory !== parameters.memory ||
    passes !== parameters.passes ||
    parallelism !== parameters.parallelism
  );
};
