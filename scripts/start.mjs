/** `npm start`: installs what is missing, then runs the node (server, database, page). */

import { ensureInstalled, runOnNode } from "./find-node.mjs";

ensureInstalled();
runOnNode("packages/server/src/main.ts", process.argv.slice(2));
