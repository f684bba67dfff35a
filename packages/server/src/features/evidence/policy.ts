/** Rules of taking evidence in: for whom, how much, and what deserves a second look. */

import { AppError } from "@fenji/kernel";
import type { Ctx } from "../../platform/ctx.ts";

/** Observations written with one statement. */
export const rowsPerStatement = 4_000;

/** Bytes of scope, subject and check that an index entry holds. */
export const maxKeyBytes = 600;

/** @throws AppError `request.not-found`, also for an enterprise that the actor may not see. */
export const requireEnterprise = async (tx: Ctx, enterpriseId: string): Promise<void> => {
  const row = await tx.db
    .selectFrom("enterprises")
    .select("enterprise_id")
    .where("enterprise_id", "=", enterpriseId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: enterpriseId });
};
