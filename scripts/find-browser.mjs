/** Finds the Chrome, Chromium or Edge that the browser tests drive, and installs Chromium where it may. */

import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "chrome",
];

const fixedPlaces = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    process.env["ProgramFiles"],
    process.env["ProgramFiles(x86)"],
    process.env["LOCALAPPDATA"],
  ]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, "Google", "Chrome", "Application", "chrome.exe"),
      join(folder, "Microsoft", "Edge", "Application", "msedge.exe"),
    ]),
};

const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Path of a browser: `FENJI_BROWSER`, else on the PATH, else where it is usually installed; else undefined. */
export const findBrowser = () => {
  const named = process.env.FENJI_BROWSER;
  if (named !== undefined && named !== "") return isProgram(named) ? named : undefined;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...(fixedPlaces[process.platform] ?? [])].find(isProgram);
};

const isDebianRoot = () =>
  process.platform === "linux" &&
  process.getuid?.() === 0 &&
  existsSync("/usr/bin/apt-get") &&
  existsSync("/etc/os-release") &&
  /^ID(_LIKE)?=.*debian/m.test(readFileSync("/etc/os-release", "utf8"));

/** On Debian as root: installs Chromium; elsewhere does nothing. */
export const installBrowser = () => {
  if (!isDebianRoot()) return;
  process.stderr.write(
    "正在安装 Chromium（浏览器测试用）…… · Installing Chromium for the browser tests…\n",
  );
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [
    ["update", "-q"],
    ["install", "-q", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"],
  ]) {
    const run = spawnSync("apt-get", args, { stdio: ["ignore", 2, 2], env: environment });
    if (run.status !== 0) return;
  }
};
