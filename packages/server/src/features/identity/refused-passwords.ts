/** The operator's list of passwords that nobody may have; the node may have no network to ask one over. */

import { readFileSync, statSync } from "node:fs";
import { AppError } from "@fenji/kernel";
import type { Config } from "../../platform/config.ts";

/** Some three million passwords, all of them in memory. */
const largestBytes = 32 * 2 ** 20;

const none: ReadonlySet<string> = new Set();
const known = new WeakMap<Config, ReadonlySet<string>>();

const unreadable = (path: string, detail: string, cause?: unknown): AppError =>
  new AppError("config.unreadable", { name: "FENJI_PASSWORD_LIST", path, detail }, { cause });

const read = (path: string): ReadonlySet<string> => {
  try {
    if (statSync(path).size > largestBytes)
      throw unreadable(path, `> ${largestBytes / 2 ** 20} MB`);
    const text = readFileSync(path, "utf8").normalize("NFKC").toLowerCase();
    return new Set(text.split(/\r?\n/).filter((line) => line !== ""));
  } catch (error) {
    if (error instanceof AppError) throw error;
    const detail = error instanceof Error && "code" in error ? String(error.code) : "";
    throw unreadable(path, detail, error);
  }
};

/** Read once, at the start. @throws AppError `config.unreadable`. */
export const refusedPasswords = (config: Config): ReadonlySet<string> => {
  if (config.passwordList === null) return none;
  const list = known.get(config) ?? read(config.passwordList);
  known.set(config, list);
  return list;
};
