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
import { identifyProcess, sameProcessRuns } from "@fenji/intake";
import { AppError } from "@fenji/kernel";
import { z } from "zod";

const holderSchema = z.object({
  pid: z.number().int(),
  started: z.string().nullable(),
  host: z.string(),
  stopping: z.boolean().optional(),
});

/** Another machine's process cannot be asked, so its lock counts while its heartbeat is younger than this. */
const foreignHeartbeatMs = 30_000;
const heartbeatMs = 5_000;

/** How long a node that is stopping is waited for; its database may have much to write. */
const stoppingWaitMs = 45_000;

export interface DataFolderLock {
  /** Tells a node that wants to start that waiting is worth it. */
  readonly markStopping: () => void;
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

const readHolder = (path: string): z.infer<typeof holderSchema> | undefined =>
  holderSchema.safeParse(parseJson(readText(path) ?? "")).data;

const waitForLock = async (files: LockFiles, folder: string, waitMs: number): Promise<void> => {
  const begun = Date.now();
  while (!tryLock(files)) {
    const holder = readHolder(files.lock);
    const patienceMs = holder?.stopping === true ? Math.max(waitMs, stoppingWaitMs) : waitMs;
    if (Date.now() - begun > patienceMs) {
      throw new AppError("data-folder.locked", { path: folder, pid: holder?.pid ?? 0 });
    }
    await sleep(100);
  }
};

/** Replaces the lock's text in one step, so that nobody ever reads half of it. */
const rewrite = (files: LockFiles, text: string): void => {
  writeFileSync(files.mine, text, { mode: 0o600 });
  renameSync(files.mine, files.lock);
};

/**
 * Takes the folder for this process, waiting up to `waitMs`, and longer for a node that says it is stopping.
 * @throws AppError `data-folder.locked` naming the holder's process.
 */
export const lockDataFolder = async (folder: string, waitMs: number): Promise<DataFolderLock> => {
  const files: LockFiles = {
    lock: join(folder, "lock"),
    mine: join(folder, `lock.${process.pid}`),
  };
  const identity = identifyProcess(process.pid);
  writeFileSync(files.mine, JSON.stringify(identity), { mode: 0o600 });
  try {
    await waitForLock(files, folder, waitMs);
  } finally {
    rmSync(files.mine, { force: true });
  }
  const beat = setInterval(() => touch(files.lock), heartbeatMs);
  beat.unref();
  const isMine = (): boolean => readHolder(files.lock)?.pid === process.pid;
  return {
    markStopping: () => {
      if (isMine()) rewrite(files, JSON.stringify({ ...identity, stopping: true }));
    },
    release: () => {
      clearInterval(beat);
      if (isMine()) rmSync(files.lock, { force: true });
    },
  };
};

const touch = (path: string): void => {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // The folder may be on a disk that went away; the database reports that far better than a heartbeat can.
  }
};
