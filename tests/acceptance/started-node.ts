/** Runs the real `npm start` as a person would, and sees what it prints, leaves behind and exits with. */

import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const root = resolve(import.meta.dirname, "../..");

export interface StartedNode {
  readonly port: number;
  readonly dataFolder: string;
  readonly process: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Milliseconds to the line with the address; fails when the start fails or takes over four minutes. */
  readonly ready: Promise<number>;
  readonly exited: Promise<number>;
}

export const makeDataFolder = (): string => mkdtempSync(join(tmpdir(), "fenji 数据-"));

export const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const server = createServer();
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => found(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

const watchReady = (
  child: ChildProcess,
  stdout: () => string,
  stderr: () => string,
): Promise<number> => {
  const begun = performance.now();
  const ready = new Promise<number>((isReady, failed) => {
    child.stdout?.on("data", () => {
      if (/^Fenji 分级 · http:\/\/localhost:\d+$/m.test(stdout()))
        isReady(performance.now() - begun);
    });
    child.once("close", (code) =>
      failed(new Error(`npm start ended with ${String(code)}:\n${stderr()}`)),
    );
    setTimeout(
      () => failed(new Error(`npm start was not ready in time:\n${stderr()}`)),
      240_000,
    ).unref();
  });
  // Tests of refusals look at the exit code instead.
  ready.catch(() => undefined);
  return ready;
};

export interface StartOptions {
  readonly dataFolder: string;
  readonly port?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Words before `npm start`, e.g. to run it as another user. */
  readonly prefix?: readonly string[];
}

/** Starts in a process group of its own, as a terminal does. */
export const startNode = async (options: StartOptions): Promise<StartedNode> => {
  const port = options.port ?? (await freePort());
  const [program, ...args] = [...(options.prefix ?? []), "npm", "start", "--silent"];
  const child = spawn(program, args, {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      FENJI_DATA: options.dataFolder,
      FENJI_PORT: String(port),
      FENJI_DEMO: "0",
      FENJI_PAGE: "0",
      ...options.environment,
    },
  });
  let [said, complained] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (complained += chunk.toString("utf8")));
  const stdout = (): string => said;
  const stderr = (): string => complained;
  const exited = new Promise<number>((ended) =>
    child.once("close", (code, signal) => ended(code ?? (signal === null ? -1 : -2))),
  );
  return {
    port,
    dataFolder: options.dataFolder,
    process: child,
    stdout,
    stderr,
    ready: watchReady(child, stdout, stderr),
    exited,
  };
};

/** Ctrl-C in a terminal reaches the whole group. */
export const pressCtrlC = (node: StartedNode): void => {
  process.kill(-(node.process.pid ?? 0), "SIGINT");
};

const readStat = (pid: number): { readonly state: string; readonly parent: number } | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state = "", parent = "0"] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
};

export const isRunning = (pid: number): boolean => {
  const stat = readStat(pid);
  return stat !== undefined && stat.state !== "Z" && stat.state !== "X";
};

export const findServerPid = (dataFolder: string): number => {
  const holder: { pid: number } = JSON.parse(readFileSync(join(dataFolder, "lock"), "utf8"));
  return holder.pid;
};

const postmasterFile = (dataFolder: string): string =>
  join(dataFolder, "postgres", "cluster", "postmaster.pid");

export const findPostmasterPid = (dataFolder: string): number | undefined =>
  existsSync(postmasterFile(dataFolder))
    ? Number(readFileSync(postmasterFile(dataFolder), "utf8").split("\n")[0])
    : undefined;

/** A process and all that descend from it. */
const withDescendants = (pid: number): readonly number[] => {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), readStat(Number(name))?.parent] as const);
  const visit = (one: number): readonly number[] => [
    one,
    ...parents.filter(([, parent]) => parent === one).flatMap(([child]) => visit(child)),
  ];
  return visit(pid);
};

const signalAll = (pids: readonly number[], signal: NodeJS.Signals): void => {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // Died with its parent.
    }
  }
};

const killAll = (pids: readonly number[]): void => signalAll(pids, "SIGKILL");

/** Stops processes and their descendants where they stand, so that none can start another unseen, and lists them. */
const freeze = (roots: readonly number[]): readonly number[] => {
  const frozen = new Set<number>();
  for (;;) {
    const fresh = roots.flatMap(withDescendants).filter((pid) => !frozen.has(pid));
    if (fresh.length === 0) return [...frozen];
    signalAll(fresh, "SIGSTOP");
    for (const pid of fresh) frozen.add(pid);
  }
};

const waitGone = async (pids: readonly number[]): Promise<void> => {
  for (let turn = 0; turn < 200 && pids.some(isRunning); turn += 1) await sleep(25);
};

/** `kill -9` of the Node that serves, and of nothing else. */
export const killServerAlone = async (node: StartedNode): Promise<void> => {
  const pid = findServerPid(node.dataFolder);
  killAll([pid]);
  await waitGone([pid]);
  await node.exited;
};

/** `kill -9` of npm, Node, PostgreSQL and all its back ends, as when the power fails. */
export const killEverything = async (node: StartedNode): Promise<void> => {
  const program = freeze([node.process.pid ?? 0]);
  const database = findPostmasterPid(node.dataFolder);
  killAll([...program, ...(database === undefined ? [] : freeze([database]))]);
  await node.exited;
};

/** Stops whatever still runs on the folder, and removes it. */
export const cleanUp = async (dataFolder: string): Promise<void> => {
  const holder = existsSync(join(dataFolder, "lock")) ? findServerPid(dataFolder) : undefined;
  if (holder !== undefined) killAll([holder]);
  const database = findPostmasterPid(dataFolder);
  if (
    database !== undefined &&
    readFileSync(`/proc/${database}/cmdline`, "utf8").includes(dataFolder)
  )
    killAll(withDescendants(database));
  await sleep(50);
  const address = join(dataFolder, "postgres", "address");
  const [socketFolder = ""] = existsSync(address) ? readFileSync(address, "utf8").split("\n") : [];
  if (socketFolder.startsWith(tmpdir())) rmSync(socketFolder, { recursive: true, force: true });
  rmSync(dataFolder, { recursive: true, force: true });
};
