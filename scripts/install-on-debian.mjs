/** Installs packages of Debian that tests need, where this may be done without asking: as root on Debian. */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const isDebianRoot = () =>
  process.platform === "linux" &&
  process.getuid?.() === 0 &&
  existsSync("/usr/bin/apt-get") &&
  existsSync("/etc/os-release") &&
  /^ID(_LIKE)?=.*debian/m.test(readFileSync("/etc/os-release", "utf8"));

/** Says `message` and installs; elsewhere does nothing. Services that come along are not started. */
export const installOnDebian = (packages, message) => {
  if (!isDebianRoot()) return;
  process.stderr.write(`${message}\n`);
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  for (const args of [
    ["update", "-q"],
    ["install", "-q", "-y", "--no-install-recommends", ...packages],
  ]) {
    const run = spawnSync("apt-get", args, { stdio: ["ignore", 2, 2], env: environment });
    if (run.status !== 0) return;
  }
};
