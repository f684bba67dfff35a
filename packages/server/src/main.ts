/** The node: its features, run until it is told to stop. */

import { companions, features, seeders } from "./node-features.ts";
import { runNode } from "./platform/start/run-node.ts";

await runNode({ features, seeders, companions });
