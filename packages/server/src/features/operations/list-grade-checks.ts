/** Reads of comparisons of kernel and SQL. */

import type { listGradeChecks as operation, ReplyOf } from "@fenji/contract";
import type { Ctx } from "../../platform/ctx.ts";

type Checks = ReplyOf<typeof operation>;
type Check = Checks["checks"][number];

const mostShown = 20;
const mostFirms = 100;

const select = (ctx: Ctx) => ctx.db.selectFrom("grade_checks").selectAll();

const toCheck = (
  row: Awaited<ReturnType<ReturnType<typeof select>["executeTakeFirstOrThrow"]>>,
): Check => ({
  id: row.id,
  pack: { id: row.pack_id, version: row.pack_version },
  state: row.state,
  startedBy: row.started_by,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  compared: row.compared,
  whole: row.whole,
  disagreements: row.disagreements,
});

/** The wall decides which firms are named. */
export const listGradeChecks = async (ctx: Ctx): Promise<Checks> => {
  const rows = await select(ctx).orderBy("started_at", "desc").limit(mostShown).execute();
  const firms = await ctx.db
    .selectFrom("grade_disagreements")
    .innerJoin("enterprises", "enterprises.enterprise_id", "grade_disagreements.enterprise_id")
    .where("check_id", "in", [...rows.map(({ id }) => id), "00000000-0000-0000-0000-000000000000"])
    .select(["check_id", "object_type", "enterprises.enterprise_id", "name", "name_en"])
    .orderBy("check_id", "desc")
    .limit(mostFirms)
    .execute();
  return {
    checks: rows.map(toCheck),
    firms: firms.map((firm) => ({
      checkId: firm.check_id,
      type: firm.object_type,
      enterpriseId: firm.enterprise_id,
      name: { zh: firm.name, en: firm.name_en ?? firm.name },
    })),
  };
};

export const findGradeCheck = async (ctx: Ctx, id: string): Promise<Check> =>
  toCheck(await select(ctx).where("id", "=", id).executeTakeFirstOrThrow());

export const newestStart = async (ctx: Ctx): Promise<string | undefined> =>
  (await select(ctx).orderBy("started_at", "desc").limit(1).executeTakeFirst())?.started_at;
