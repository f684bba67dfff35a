/** Supervises the embedded PostgreSQL: makes it, adopts or stops an orphan, starts it, stops it. */

import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@fenji/kernel";
import { chooseAddress, forgetAddress, recordedAddress, type Address } from "./address.ts";
import { findBinaries } from "./binaries.ts";
import { makeCluster, type ClusterPlace } from "./make-cluster.ts";
import { disownPidFile, findPostmaster, stopPostmaster } from "./postmaster.ts";
import { chooseRunAs, giveTo } from "./run-as.ts";
import { openSecrets, type Secrets } from "./secrets.ts";

export interface EmbeddedDatabase {
  readonly address: Address;
  readonly secrets: Secrets;
  /** True when it was already running because an earlier node died without stopping it. */
  readonly adopted: boolean;
  readonly stop: () => Promise<void>;
}

/** Answers whether a connection as the superuser succeeds; supplied so that this file knows no SQL. */
export type Probe = (
  address: Address,
  secrets: Secrets,
) => Promise<"ready" | "starting" | "refused">;

const readyWithinMs = 60_000;

const settings = (address: Address): readonly string[] => {
  const listening =
    address.host === "127.0.0.1"
      ? { listen_addresses: address.host, unix_socket_directories: "" }
      : {
          listen_addresses: "",
          unix_socket_directories: address.host,
          unix_socket_permissions: "0700",
        };
  const all = {
    ...listening,
    port: String(address.port),
    max_connections: "60",
    jit: "off",
    TimeZone: "UTC",
    log_timezone: "UTC",
    log_min_messages: "warning",
    // Statements can hold what a firm would not want in a log.
    log_min_error_statement: "panic",
    log_parameter_max_length_on_error: "0",
  };
  return Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
};

const commandFor = (place: ClusterPlace, address: Address): readonly string[] => [
  place.binaries.postgres,
  "-D",
  place.cluster,
  ...settings(address),
];

const logPathOf = (place: ClusterPlace): string => join(place.folder, "postgres.log");

const lastWords = (place: ClusterPlace): string => {
  const lines = readFileSync(logPathOf(place), "utf8").trim().split("\n");
  const telling = lines.filter((line) => /FATAL|ERROR|could not|cannot|error/.test(line));
  return (telling.slice(-2).join(" ") || lines.slice(-1).join(" ")).slice(0, 400);
};

const openServerLog = (place: ClusterPlace): number => {
  const path = logPathOf(place);
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0) renameSync(path, `${path}.1`);
  return openSync(path, "a", 0o600);
};

/** Detached, in a session of its own: Ctrl-C in the terminal reaches Node, which then stops it in order. */
const spawnServer = (
  place: ClusterPlace,
  address: Address,
): { readonly pid: number; readonly exited: () => boolean } => {
  const log = openServerLog(place);
  const { owner, prefix } = place.runAs;
  if (owner !== null && address.host !== "127.0.0.1") giveTo(owner, address.host);
  const [program = "", ...args] = [...prefix, ...commandFor(place, address)];
  const child = spawn(program, args, {
    detached: true,
    stdio: ["ignore", log, log],
    windowsHide: true,
    cwd: place.folder,
    env: { ...process.env, ...place.binaries.environment, LC_ALL: "C" },
    ...(owner ?? {}),
  });
  closeSync(log);
  let exited = false;
  child.once("exit", () => (exited = true));
  child.once("error", () => (exited = true));
  child.unref();
  return { pid: child.pid ?? 0, exited: () => exited };
};

interface Attempt {
  readonly place: ClusterPlace;
  readonly secrets: Secrets;
  readonly probe: Probe;
}

const waitReady = async (
  attempt: Attempt,
  address: Address,
  exited: () => boolean,
): Promise<boolean> => {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline && !exited()) {
    const answer = await attempt.probe(address, attempt.secrets);
    if (answer === "ready") return true;
    if (answer === "refused") return false;
    await sleep(10);
  }
  return false;
};

/** After a kill of everything the dying back ends still hold shared memory for a moment. */
const heldMemory = /pre-existing shared memory block|lock file .* already exists/;

const startFresh = async (attempt: Attempt, address: Address): Promise<number> => {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const server = spawnServer(attempt.place, address);
    if (await waitReady(attempt, address, server.exited)) return server.pid;
    const words = lastWords(attempt.place);
    if (!server.exited()) await stopPostmaster(attempt.place.cluster, server.pid);
    if (!heldMemory.test(words) || Date.now() > deadline) {
      throw new AppError("database.start-failed", { detail: words, log: logPathOf(attempt.place) });
    }
    await sleep(200);
  }
};

/** Takes over a running server only when it is exactly the one we would start; any other is stopped. */
const adopt = async (
  attempt: Attempt,
): Promise<{ readonly pid: number; readonly address: Address } | undefined> => {
  const { place } = attempt;
  const running = findPostmaster(place.cluster);
  if (running === undefined) return undefined;
  const address = recordedAddress(place.folder);
  const same =
    address !== undefined && running.command.join("\0") === commandFor(place, address).join("\0");
  const exited = (): boolean => findPostmaster(place.cluster) === undefined;
  if (same && (await waitReady(attempt, address, exited))) return { pid: running.pid, address };
  await stopPostmaster(place.cluster, running.pid);
  return undefined;
};

/**
 * Starts the embedded PostgreSQL of a data folder, or takes over the one that an earlier node left running.
 * @throws AppError `database.no-binaries`, `database.as-root`, `database.start-failed`.
 */
export const startEmbedded = async (
  dataFolder: string,
  probe: Probe,
): Promise<EmbeddedDatabase> => {
  const folder = join(dataFolder, "postgres");
  const binaries = findBinaries(join(folder, "lib"));
  const runAs = chooseRunAs(binaries.postgres, folder);
  const secrets = openSecrets(folder);
  const place: ClusterPlace = { folder, cluster: join(folder, "cluster"), binaries, runAs };
  makeCluster(place, secrets.superuser);
  const attempt = { place, secrets, probe };
  const adopted = await adopt(attempt);
  if (adopted === undefined) disownPidFile(place.cluster);
  const address = adopted?.address ?? (await chooseAddress(folder));
  const pid = adopted?.pid ?? (await startFresh(attempt, address));
  const stop = async (): Promise<void> => {
    const stopped = await stopPostmaster(place.cluster, pid);
    if (!stopped)
      throw new AppError("database.start-failed", { detail: `pid ${pid}`, log: logPathOf(place) });
    forgetAddress(folder, address);
    rmSync(`${place.cluster}.new`, { recursive: true, force: true });
  };
  return { address, secrets, adopted: adopted !== undefined, stop };
};
