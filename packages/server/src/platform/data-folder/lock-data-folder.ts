/** One node per data folder: a lock file that names its holder and outlives no crash. */

import {
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@fenji/kernel";
import { z } from "zod";
import { identifyProcess, sameProcessRuns } from "./process-identity.ts";

const holderSchema = z.object({
  pid: z.number().int(),
  started: z.string().nullable(),
  host: z.string(),
});

/** Another machine's process cannot be asked, so its lock counts while its heartbeat is younger than this. */
const foreignHeartbeatMs = 30_000;
const heartbeatMs = 5_000;

export interface DataFolderLock {
  readonly release: () => void;
}

interface LockFiles {
  readonly lock: string;
  readonly mine: string;
}

const isHeld = (path: string, text: string): boolean => {
  const holder = holderSchema.safeParse(parseJson(text));
  // A lock that was torn while being written belongs to a process that died writing it.
  if (!holder.success) return false;
  if (holder.data.host === hostname()) return sameProcessRuns(holder.data);
  const beat = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - beat < foreignHeartbeatMs;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const readText = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
};

const tryLink = (files: LockFiles): boolean => {
  try {
    linkSync(files.mine, files.lock);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    return tryCreate(files);
  }
};

/** For file systems without hard links. */
const tryCreate = (files: LockFiles): boolean => {
  try {
    writeFileSync(files.lock, readFileSync(files.mine), { flag: "wx", mode: 0o600 });
    return true;
  } catch {
    return false;
  }
};

/** Moves a stale lock away; if another starter was quicker and its live lock was caught, puts that back. */
const removeStale = (files: LockFiles, stale: string): void => {
  const aside = `${files.mine}.stale`;
  try {
    renameSync(files.lock, aside);
  } catch {
    return;
  }
  if (readText(aside) !== stale) tryLink({ mine: aside, lock: files.lock });
  rmSync(aside, { force: true });
};

const tryLock = (files: LockFiles): boolean => {
  if (tryLink(files)) return true;
  const text = readText(files.lock);
  if (text === undefined) return tryLink(files);
  if (isHeld(files.lock, text)) return false;
  removeStale(files, text);
  return tryLink(files);
};

const holderOf = (path: string): number => {
  const holder = holderSchema.safeParse(parseJson(readText(path) ?? ""));
  return holder.success ? holder.data.pid : 0;
};

/**
 * Takes the folder for this process, waiting up to `waitMs` for a node that is just shutting down.
 * @throws AppError `data-folder.locked` naming the holder's process.
 */
export const lockDataFolder = async (folder: string, waitMs: number): Promise<DataFolderLock> => {
  const lock = join(folder, "lock");
  const mine = join(folder, `lock.${process.pid}`);
  writeFileSync(mine, JSON.stringify(identifyProcess(process.pid)), { mode: 0o600 });
  try {
    const deadline = Date.now() + waitMs;
    while (!tryLock({ lock, mine })) {
      if (Date.now() > deadline)
        throw new AppError("data-folder.locked", { path: folder, pid: holderOf(lock) });
      await sleep(100);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  const beat = setInterval(() => touch(lock), heartbeatMs);
  beat.unref();
  const release = (): void => {
    clearInterval(beat);
    if (holderOf(lock) === process.pid) rmSync(lock, { force: true });
  };
  return { release };
};

const touch = (path: string): void => {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // The folder may be on a disk that went away; the database reports that far better than a heartbeat can.
  }
};
