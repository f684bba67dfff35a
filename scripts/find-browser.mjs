/** Finds the Chrome, Chromium or Edge that the browser tests drive, and installs Chromium where it may. */

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { installOnDebian } from "./install-on-debian.mjs";

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

export const installBrowser = () =>
  installOnDebian(
    ["chromium", "fonts-noto-cjk"],
    "正在安装 Chromium（浏览器测试用）…… · Installing Chromium for the browser tests…",
  );
