/** `npm run bench [name…]`: measures against named peers and writes bench/results.json. */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findBrowser } from "./find-browser.mjs";
import { ensureInstalled, environment, nodeFlags, requireNode, root } from "./find-node.mjs";

ensureInstalled();
const node = requireNode();
const folder = join(root, "bench");

/** The peers are installed apart from Fenji, and only here. */
const installPeers = () => {
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (Object.keys(dependencies).every((name) => existsSync(join(folder, "node_modules", name))))
    return;
  process.stderr.write("正在安装对照程序…… · Installing the peers…\n");
  const run = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (run.status !== 0) process.exit(1);
};

installPeers();
const asked = process.argv.slice(2);
// Its memory is that of a node as it is started.
const flags = asked.length === 1 && asked[0] === "list-import" ? nodeFlags : [];
const run = spawnSync(node, [...flags, join(folder, "run.ts"), ...asked], {
  cwd: root,
  stdio: "inherit",
  env: { ...environment(node), FENJI_BROWSER: findBrowser() },
});
process.exit(run.status ?? 1);
