/** Tells the planner that the next statements of a transaction touch many rows. */

import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";

/**
 * Tables that were just filled have no statistics: a plan for few rows would take hours for many, and sorting both sides
 * of a join takes twice as long as hashing one. Sorts and hashes get more memory than the server's default, each of a
 * statement's few at most this much; beyond it they use the disk.
 */
export const planForMany = async (tx: Ctx, many: boolean): Promise<void> => {
  await sql`
    select set_config('enable_nestloop', ${many ? "off" : "on"}, true),
           set_config('enable_mergejoin', ${many ? "off" : "on"}, true),
           set_config('work_mem', ${many ? "32MB" : "4MB"}, true)`.execute(tx.db);
};
