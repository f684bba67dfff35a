/** Tells which firms some rows of laid-out columns are; who may not see a firm does not learn of it. */

import type { listRowFirms as operation, ReplyOf } from "@fenji/contract";
import type { Ctx } from "../../platform/ctx.ts";
import type { FoundLayout } from "./prepare-columns.ts";

type Found = ReplyOf<typeof operation>;

export const findRowFirms = async (
  ctx: Ctx,
  { layout, folder }: FoundLayout,
  rows: readonly number[],
): Promise<Found> => {
  const ids = await folder.idsOf(layout.version, rows);
  const asked = ids.filter((id) => id !== undefined);
  if (asked.length === 0) return { firms: [] };
  const firms = await ctx.db
    .selectFrom("enterprises")
    .where("enterprise_id", "in", asked)
    .select(["enterprise_id", "name", "name_en", "credit_code", "jurisdiction_code", "synthetic"])
    .execute();
  const byId = new Map(firms.map((firm) => [firm.enterprise_id, firm]));
  return {
    firms: rows.flatMap((row, index) => {
      const firm = byId.get(ids[index] ?? "");
      if (firm === undefined) return [];
      return [
        {
          row,
          id: firm.enterprise_id,
          name: { zh: firm.name, en: firm.name_en ?? firm.name },
          creditCode: firm.credit_code,
          jurisdiction: firm.jurisdiction_code,
          synthetic: firm.synthetic,
        },
      ];
    }),
  };
};
