/** Tells one process from another that later got the same number, so that a stale lock is known for stale. */

import { readFileSync } from "node:fs";
import { hostname } from "node:os";

export interface ProcessIdentity {
  readonly pid: number;
  /** Start time in kernel ticks and the boot it belongs to, where the system tells; else null. */
  readonly started: string | null;
  readonly host: string;
}

/** Fields after the command's closing bracket in /proc/PID/stat: state is the first, start time the twentieth. */
const readStat = (pid: number): readonly string[] | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
};

const bootId = (): string => {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
};

export const identifyProcess = (pid: number): ProcessIdentity => {
  const ticks = readStat(pid)?.[19];
  return { pid, started: ticks === undefined ? null : `${bootId()}:${ticks}`, host: hostname() };
};

/** True while the process runs; a zombie that nobody has collected counts as gone. */
export const processRuns = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  return readStat(pid)?.[0] !== "Z";
};

export const sameProcessRuns = (identity: ProcessIdentity): boolean =>
  processRuns(identity.pid) && identifyProcess(identity.pid).started === identity.started;
