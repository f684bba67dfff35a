/** The embedded cluster's passwords: made once at random, kept 0600 in the data folder, never shown. */

import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const secretsSchema = z.object({
  superuser: z.string().min(20),
  owner: z.string().min(20),
  app: z.string().min(20),
});

export type Secrets = z.infer<typeof secretsSchema>;

const makeSecret = (): string => randomBytes(24).toString("base64url");

const writeDurably = (path: string, text: string): void => {
  const file = openSync(`${path}.new`, "w", 0o600);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.new`, path);
};

const read = (path: string): Secrets | undefined => {
  try {
    return secretsSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
};

/** Reads the passwords, or makes them when the folder has none yet. */
export const openSecrets = (folder: string): Secrets => {
  const path = join(folder, "secrets.json");
  const existing = read(path);
  if (existing !== undefined) return existing;
  const made = { superuser: makeSecret(), owner: makeSecret(), app: makeSecret() };
  writeDurably(path, `${JSON.stringify(made)}\n`);
  return made;
};
