/** Readers of tools that look at hosts, networks and accounts: benchmarks, vulnerability scanners, agents. */

import type { Reader } from "../reader.ts";

export const hostReaders: readonly Reader[] = [];
