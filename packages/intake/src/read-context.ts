/** What the pure readers may not make for themselves: decoders and the time. */

import type { ReadContext, TableMapping } from "@fenji/evidence";

/** `nowMs`: milliseconds of the epoch; a report dated later is warned of. */
export const readContext = (
  nowMs: number = Date.now(),
  tables: readonly TableMapping[] = [],
): ReadContext => ({
  tables,
  decoder: (label) => new TextDecoder(label),
  now: new Date(nowMs).toISOString(),
});
