/** Readers of bills of materials, advisories, and of tools that look at web applications, transport and files. */

import type { Reader } from "../reader.ts";

export const webReaders: readonly Reader[] = [];
