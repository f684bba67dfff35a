/** Reads the tokens that callers of the decision point must carry, and compares without telling how much was right. */

import { createHash, timingSafeEqual } from "node:crypto";
import { readFile } from "node:fs/promises";
import { AppError } from "@fenji/kernel";

const [least, most] = [16, 1_000];

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

export type Admits = (authorization: string | undefined) => boolean;

export interface Tokens {
  readonly admits: Admits;
  /** Reads the file again; one that is broken leaves the tokens from before good. @throws AppError as `openTokens`. */
  readonly reload: () => Promise<void>;
}

/** @throws AppError `input.missing`, `input.unreadable`, `decision-point.no-token`. */
export const openTokens = async (path: string): Promise<Tokens> => {
  let admits = await readTokens(path);
  return {
    admits: (authorization) => admits(authorization),
    reload: async () => {
      admits = await readTokens(path);
    },
  };
};

/**
 * One token a line, so that an old and a new one are good side by side; empty lines and those that begin with # are left out.
 */
const readTokens = async (path: string): Promise<Admits> => {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    const detail = error.code ?? error.message;
    throw detail === "ENOENT"
      ? new AppError("input.missing", { path }, { cause: error })
      : new AppError("input.unreadable", { path, detail }, { cause: error });
  });
  const tokens = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  const usable = tokens.every(
    (token) => token.length >= least && token.length <= most && /^[!-~]+$/.test(token),
  );
  if (tokens.length === 0 || !usable)
    throw new AppError("decision-point.no-token", { path, least, most });
  const known = tokens.map(digest);
  return (authorization) => {
    const [, token] = /^bearer +([!-~]+)$/i.exec(authorization ?? "") ?? [];
    if (token === undefined) return false;
    const asked = digest(token);
    return known.filter((one) => timingSafeEqual(one, asked)).length > 0;
  };
};
