/** Where the demonstration is, for those who link to it; null where it was not seeded. */

import type { Ctx } from "../../platform/ctx.ts";
import { demoFactoryId, demoJurisdiction } from "./demo-ids.ts";

interface Demonstration {
  readonly enterpriseId: string;
  readonly jurisdiction: string;
}

export const findDemonstration = async (ctx: Ctx): Promise<Demonstration | null> => {
  const factory = await ctx.db
    .selectFrom("enterprises")
    .where("enterprise_id", "=", demoFactoryId)
    .select("enterprise_id")
    .executeTakeFirst();
  return factory === undefined
    ? null
    : { enterpriseId: demoFactoryId, jurisdiction: demoJurisdiction };
};
