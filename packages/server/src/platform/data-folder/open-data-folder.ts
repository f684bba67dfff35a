/** Makes or checks the data folder: private, writable, of a version we know, on a disk with room. */

import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { AppError } from "@fenji/kernel";

/** Raised whenever an older program could no longer use the folder. */
const dataFolderVersion = 1;

const neededMb = 300;

/** Our own names, so that a folder of something else is never taken over. */
const ownNames = new Set([
  "VERSION",
  "lock",
  "logs",
  "postgres",
  "files",
  "web",
  "secrets",
  "node-keys.json",
  "releases",
  "supervisor",
  "what-if",
  "grade-check",
  "uploads",
]);

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

const asAppError = (error: unknown, path: string): AppError => {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (code === "ENOSPC" || code === "EDQUOT")
    return new AppError("disk.full", { path, freeMb: 0, neededMb });
  if (code === "ENOTDIR" || code === "EEXIST")
    return new AppError("data-folder.unknown", { path, detail: "not a folder" });
  return new AppError("data-folder.read-only", { path, detail: code }, { cause: error });
};

const checkVersion = (folder: string): boolean => {
  const path = join(folder, "VERSION");
  if (!existsSync(path)) return false;
  const text = readFileSync(path, "utf8").trim();
  const found = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(found))
    throw new AppError("data-folder.unknown", {
      path: folder,
      detail: `VERSION: ${text.slice(0, 40)}`,
    });
  if (found > dataFolderVersion) {
    throw new AppError("data-folder.newer", { path: folder, found, known: dataFolderVersion });
  }
  return true;
};

const checkStrangers = (folder: string): void => {
  const stranger = readdirSync(folder).find(
    (name) => !ownNames.has(name) && !/^(\.|lock\.|lost\+found$)/.test(name),
  );
  if (stranger !== undefined)
    throw new AppError("data-folder.unknown", { path: folder, detail: stranger });
};

const checkRoom = (folder: string): void => {
  const { bavail, bsize } = statfsSync(folder);
  const freeMb = Math.floor((bavail * bsize) / 2 ** 20);
  if (freeMb < neededMb) throw new AppError("disk.full", { path: folder, freeMb, neededMb });
};

/**
 * Opens the folder for a node, making it (0700) on the first start. Nothing in an existing folder is changed before
 * its version is known.
 * @throws AppError `data-folder.*`, `disk.full`.
 */
export const openDataFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const known = checkVersion(folder);
    if (!known) checkStrangers(folder);
    checkWritable(folder);
    checkRoom(folder);
    for (const name of ["logs", "postgres", "files"])
      mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
    if (!known) {
      chmodSync(folder, 0o700);
      writeFileSync(join(folder, "VERSION"), `${dataFolderVersion}\n`, { mode: 0o600 });
    }
  } catch (error) {
    throw asAppError(error, folder);
  }
};

const checkWritable = (folder: string): void => {
  const probe = join(folder, `lock.${process.pid}.probe`);
  writeFileSync(probe, "");
  rmSync(probe);
};
