/** Numbers of engagements and findings: given once, counted per enterprise and year. */

import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { chinaDate } from "../obligations/public.ts";

/** `A-2026-0001`, `F-2026-0001`. The counter stays locked until the transaction ends. */
export const nextNumber = async (
  tx: Ctx,
  enterpriseId: string,
  series: "A" | "F",
): Promise<string> => {
  const year = Number(chinaDate(tx.now()).slice(0, 4));
  const { rows } = await sql<{ last: number }>`
    insert into engagement_counters as c (enterprise_id, series, year, last)
    values (${enterpriseId}, ${series}, ${year}, 1)
    on conflict (enterprise_id, series, year) do update set last = c.last + 1
    returning last`.execute(tx.db);
  return `${series}-${year}-${String(rows[0]?.last ?? 1).padStart(4, "0")}`;
};
