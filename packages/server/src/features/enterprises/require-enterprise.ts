/** Refuses what is asked of an enterprise that is not there for the actor. */

import { AppError } from "@fenji/kernel";
import type { Ctx } from "../../platform/ctx.ts";

/** @throws AppError `request.not-found`, also for an enterprise that the actor may not see. */
export const requireEnterprise = async (tx: Ctx, enterpriseId: string): Promise<void> => {
  const row = await tx.db
    .selectFrom("enterprises")
    .select("enterprise_id")
    .where("enterprise_id", "=", enterpriseId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: enterpriseId });
};
