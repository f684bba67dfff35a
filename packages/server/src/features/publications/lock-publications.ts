/** One at a time prepares, reviews or withdraws, so that each is checked against all that went before. */

import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";

/** Held until the transaction ends. */
export const lockPublications = async (tx: Ctx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended('publications', 0))`.execute(tx.db);
};
