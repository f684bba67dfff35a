/** One change of an enterprise's evidence at a time, so that two uploads of one file are one. */

import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";

/** Held until the transaction ends. */
export const lockEvidence = async (tx: Ctx, enterpriseId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`evidence:${enterpriseId}`}, 0))`.execute(
    tx.db,
  );
};
