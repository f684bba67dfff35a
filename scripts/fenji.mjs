#!/usr/bin/env node
/** `fenji`: runs the command line under a Node that can; `fenji start` is `npm start`. */

import { ensureInstalled, runOnNode } from "./find-node.mjs";

const [command, ...rest] = process.argv.slice(2);
ensureInstalled();
if (command === "start" && rest.length === 0) runOnNode("packages/server/src/main.ts", []);
else runOnNode("packages/cli/src/main.ts", process.argv.slice(2));
