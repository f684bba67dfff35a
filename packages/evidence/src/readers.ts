/** Every reader Fenji has, in the order in which detection asks them. */

import type { Reader } from "./reader.ts";

export const readers: readonly Reader[] = [];
