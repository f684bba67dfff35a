/** An enterprise as messages name it. */

import { AppError } from "@fenji/kernel";
import type { FiledEnterprise } from "@fenji/submission";
import type { Ctx } from "../../platform/ctx.ts";

/** @throws AppError `request.not-found`, also for one that the actor may not see. */
export const findFiledEnterprise = async (
  tx: Ctx,
  enterpriseId: string,
): Promise<FiledEnterprise> => {
  const row = await tx.db
    .selectFrom("enterprises")
    .select(["credit_code", "name", "name_en", "jurisdiction_code", "city_code", "division"])
    .where("enterprise_id", "=", enterpriseId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: enterpriseId });
  return {
    creditCode: row.credit_code,
    name: row.name,
    nameEn: row.name_en,
    jurisdiction: row.jurisdiction_code,
    city: row.city_code,
    division: row.division ?? "",
  };
};
