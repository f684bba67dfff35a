/** Opens a pack that has been checked before without parsing its YAML again. */

import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Result } from "@fenji/kernel";
import { readPack, type OpenedPack, type PackFiles, type PackProblem } from "@fenji/regime";
import { readPackFiles } from "./open-pack.ts";

/** Of everything that decides what a checked pack looks like: the code that checks it. */
const hashOfReader = async (): Promise<string> => {
  const folder = dirname(fileURLToPath(import.meta.resolve("@fenji/regime")));
  const names = (await readdir(folder)).filter((name) => name.endsWith(".ts")).toSorted();
  const hash = createHash("sha256");
  for (const name of names) hash.update(await readFile(join(folder, name)));
  return hash.digest("hex");
};

let reader: Promise<string> | undefined;

const hashOf = (files: PackFiles, version: string): string => {
  const hash = createHash("sha256").update(version);
  for (const [name, text] of files) hash.update(`\0${name}\0${text.length}\0${text}`);
  return hash.digest("hex");
};

/**
 * As `openPack`; `folder` must belong to the installation, and `cache` too: whoever may write there may also write the
 * program. A cache that cannot be read or written is no fault, only slower.
 * @throws AppError `pack.not-found` when the folder is not there.
 */
export const openInstalledPack = async (
  folder: string,
  cache: string,
): Promise<Result<OpenedPack, readonly PackProblem[]>> => {
  const files = await readPackFiles(folder);
  if (!files.ok) return files;
  reader ??= hashOfReader();
  const path = join(cache, `${hashOf(files.value, await reader)}.json`);
  const kept = await readKept(path);
  if (kept !== undefined) return { ok: true, value: kept };
  const opened = readPack(files.value);
  if (opened.ok) await keep(path, opened.value);
  return opened;
};

const readKept = async (path: string): Promise<OpenedPack | undefined> => {
  try {
    const kept: OpenedPack = JSON.parse(await readFile(path, "utf8"));
    return kept;
  } catch {
    return undefined;
  }
};

/** Entries beyond this many are of packs and programs long gone. */
const maxKept = 200;

const keep = async (path: string, opened: OpenedPack): Promise<void> => {
  const folder = dirname(path);
  const made = join(folder, `${randomUUID()}.tmp`);
  try {
    await mkdir(folder, { recursive: true });
    const there = await readdir(folder);
    if (there.length > maxKept)
      for (const name of there) await rm(join(folder, name), { force: true });
    await writeFile(made, JSON.stringify(opened));
    await rename(made, path);
  } catch {
    await rm(made, { force: true }).catch(() => undefined);
  }
};
