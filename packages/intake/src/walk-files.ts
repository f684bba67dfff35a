/** Lists the regular files under paths that a person named: folders recursively, in one order everywhere. */

import { lstat, readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { AppError } from "@fenji/kernel";
import { fileError } from "./file-error.ts";
import { intakeLimits, type IntakeLimits } from "./intake-limits.ts";

export interface WalkedFile {
  /** As named, with what was found below it; `/` between the parts. */
  readonly path: string;
  /** True for a path that was named itself: only such a one may be a link. */
  readonly named: boolean;
  /** Why the path could not be looked into. */
  readonly error: AppError | null;
}

interface Walk {
  readonly files: WalkedFile[];
  readonly limits: IntakeLimits;
  readonly root: string;
}

/**
 * Named paths in their order, each folder's files by the code points of their paths, each file once. Links inside
 * folders, pipes, sockets and devices are passed over. A path that cannot be read is listed with its error.
 * @throws AppError `evidence.too-many-files`
 */
export const walkFiles = async (
  paths: readonly string[],
  limits: IntakeLimits = intakeLimits,
): Promise<readonly WalkedFile[]> => {
  const seen = new Set<string>();
  const found: WalkedFile[] = [];
  for (const path of paths) {
    for (const file of await walkPath(path, limits)) {
      const absolute = resolve(file.path);
      if (!seen.has(absolute)) found.push(file);
      seen.add(absolute);
    }
    if (found.length > limits.maxFiles) throw tooMany(path, limits);
  }
  return found;
};

const tooMany = (path: string, limits: IntakeLimits): AppError =>
  new AppError("evidence.too-many-files", { at: path, limit: limits.maxFiles });

const walkPath = async (path: string, limits: IntakeLimits): Promise<readonly WalkedFile[]> => {
  try {
    const status = await stat(path);
    if (!status.isDirectory()) return [{ path, named: true, error: null }];
  } catch (error) {
    return [{ path, named: true, error: fileError(error, path) }];
  }
  const walk: Walk = { files: [], limits, root: path };
  await walkFolder(walk, path, 1);
  return walk.files.toSorted((a, b) => byCodePoint(a.path, b.path));
};

const walkFolder = async (walk: Walk, folder: string, depth: number): Promise<void> => {
  if (depth > walk.limits.maxFolderDepth) {
    const error = new AppError("evidence.folder-too-deep", {
      at: folder,
      limit: walk.limits.maxFolderDepth,
    });
    walk.files.push({ path: folder, named: false, error });
    return;
  }
  const names = await readdir(folder).catch((error: unknown) => fileError(error, folder));
  if (names instanceof AppError) {
    walk.files.push({ path: folder, named: false, error: names });
    return;
  }
  for (const name of names) await walkEntry(walk, join(folder, name).replaceAll("\\", "/"), depth);
};

const walkEntry = async (walk: Walk, path: string, depth: number): Promise<void> => {
  const status = await lstat(path).catch((error: unknown) => fileError(error, path));
  if (status instanceof AppError) walk.files.push({ path, named: false, error: status });
  else if (status.isDirectory()) await walkFolder(walk, path, depth + 1);
  else if (status.isFile()) walk.files.push({ path, named: false, error: null });
  if (walk.files.length > walk.limits.maxFiles) throw tooMany(walk.root, walk.limits);
};

/** UTF-8 bytes sort as code points do; UTF-16 units do not. */
const byCodePoint = (a: string, b: string): number =>
  Buffer.compare(Buffer.from(a), Buffer.from(b));
