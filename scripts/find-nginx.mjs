/** Finds the nginx that the test of the gateway runs, and installs it where it may. */

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { installOnDebian } from "./install-on-debian.mjs";

const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Path of nginx: `FENJI_NGINX`, else on the PATH, else where servers keep it; else undefined. */
export const findNginx = () => {
  const named = process.env.FENJI_NGINX;
  if (named !== undefined && named !== "") return isProgram(named) ? named : undefined;
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return folders.map((folder) => join(folder, "nginx")).find(isProgram);
};

export const installNginx = () =>
  installOnDebian(
    ["nginx-light"],
    "正在安装 nginx（网关测试用）…… · Installing nginx for the test of the gateway…",
  );
