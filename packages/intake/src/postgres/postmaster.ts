/** Knows a running PostgreSQL by its pid file and command line, and stops it. */

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { processRuns } from "./process-identity.ts";

export interface Postmaster {
  readonly pid: number;
  /** Its command line, one string per word. */
  readonly command: readonly string[];
}

const pidFileOf = (cluster: string): string => join(cluster, "postmaster.pid");

const commandOf = (pid: number): readonly string[] => {
  try {
    if (process.platform === "linux")
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, -1);
    if (process.platform === "win32") return [];
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" })
      .trim()
      .split(" ");
  } catch {
    return [];
  }
};

/**
 * The PostgreSQL that runs on this cluster folder, if any. A pid file alone proves nothing: after a crash its number
 * may belong to any program, so the command line must name this cluster.
 */
export const findPostmaster = (cluster: string): Postmaster | undefined => {
  if (!existsSync(pidFileOf(cluster))) return undefined;
  const pid = Number(readFileSync(pidFileOf(cluster), "utf8").split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !processRuns(pid)) return undefined;
  const command = commandOf(pid);
  if (process.platform !== "win32" && !command.join(" ").includes(cluster)) return undefined;
  return { pid, command };
};

/** Above every pid that Linux or macOS gives out. */
const nobodysPid = 4_194_305;

/**
 * After a crash the number in the pid file may belong to any program, and PostgreSQL then refuses to start. The number
 * is replaced rather than the file removed: PostgreSQL still has to see from the rest of it whether old back ends live.
 */
export const disownPidFile = (cluster: string): void => {
  if (findPostmaster(cluster) !== undefined || !existsSync(pidFileOf(cluster))) return;
  const [pid, ...rest] = readFileSync(pidFileOf(cluster), "utf8").split("\n");
  if (processRuns(Number(pid))) writeFileSync(pidFileOf(cluster), [nobodysPid, ...rest].join("\n"));
};

const gone = (cluster: string, pid: number): boolean =>
  !processRuns(pid) || !existsSync(pidFileOf(cluster));

const waitGone = async (cluster: string, pid: number, waitMs: number): Promise<boolean> => {
  const deadline = Date.now() + waitMs;
  while (!gone(cluster, pid)) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
};

/** Asks for a fast shutdown (open transactions are rolled back), then insists; true when it is gone. */
export const stopPostmaster = async (cluster: string, pid: number): Promise<boolean> => {
  const steps = [
    ["SIGINT", 30_000],
    ["SIGQUIT", 10_000],
    ["SIGKILL", 5_000],
  ] as const;
  for (const [signal, waitMs] of steps) {
    if (gone(cluster, pid)) return true;
    try {
      process.kill(pid, signal);
    } catch {
      return gone(cluster, pid);
    }
    if (await waitGone(cluster, pid, waitMs)) return true;
  }
  return gone(cluster, pid);
};
