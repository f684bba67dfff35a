/** Writes a part of an engagement's plan. */

import type { Ctx } from "../../platform/ctx.ts";
import type { EngagementRow, Plan } from "./engagement-row.ts";

export const savePlan = async (
  tx: Ctx,
  { enterpriseId, id, plan }: EngagementRow,
  part: Partial<Plan>,
): Promise<void> => {
  await tx.db
    .updateTable("engagements")
    .set({ plan: JSON.stringify({ ...plan, ...part }) })
    .where("enterprise_id", "=", enterpriseId)
    .where("id", "=", id)
    .execute();
};
