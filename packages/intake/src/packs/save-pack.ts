/** Writes the files of a pack into a folder: all of them, or none. */

import { randomUUID } from "node:crypto";
import { lstat, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { AppError } from "@fenji/kernel";
import type { PackFiles } from "@fenji/regime";
import { fileError } from "../file-error.ts";

/**
 * The pack is written beside its place and then moved there, so that a failure leaves what was there before.
 * `force` replaces a pack, never a folder that holds something else.
 * @throws AppError `pack.folder-not-empty`, `pack.folder-no-pack`, `evidence.file-unreadable`
 */
export const savePack = async (
  files: PackFiles,
  folder: string,
  { force }: { readonly force: boolean },
): Promise<void> => {
  const target = resolve(folder);
  const standing = await whatStands(target, folder);
  if (standing !== "nothing" && standing !== "empty") {
    if (!force) throw new AppError("pack.folder-not-empty", { at: folder });
    if (standing !== "pack") throw new AppError("pack.folder-no-pack", { at: folder });
  }
  const beside = join(dirname(target), `.${basename(target)}.${randomUUID()}`);
  try {
    await writeAll(files, beside);
    await replace(target, beside);
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    throw fileError(error, folder);
  }
};

type Standing = "nothing" | "empty" | "pack" | "other";

const whatStands = async (target: string, named: string): Promise<Standing> => {
  const status = await lstat(target).catch(() => undefined);
  if (status === undefined) return "nothing";
  if (!status.isDirectory()) return "other";
  const names = await readdir(target).catch((error: unknown) => {
    throw fileError(error, named);
  });
  if (names.length === 0) return "empty";
  return names.includes("pack.yaml") ? "pack" : "other";
};

const writeAll = async (files: PackFiles, folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
};

/** What was there steps aside until the new pack stands in its place. */
const replace = async (target: string, beside: string): Promise<void> => {
  const aside = `${beside}.old`;
  const moved = await rename(target, aside).then(
    () => true,
    () => false,
  );
  try {
    await rename(beside, target);
  } catch (error) {
    if (moved) await rename(aside, target);
    throw error;
  }
  if (moved) await rm(aside, { recursive: true, force: true });
};
