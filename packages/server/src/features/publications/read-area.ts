/** The jurisdictions that a publication counts: one by itself, or for the nation all that belong to it. */

import { AppError } from "@fenji/kernel";
import type { Ctx } from "../../platform/ctx.ts";

export const readJurisdictionTable = (ctx: Ctx) =>
  ctx.db.selectFrom("jurisdictions").selectAll().orderBy("code").execute();

export type JurisdictionRow = Awaited<ReturnType<typeof readJurisdictionTable>>[number];

/** Separately planned cities and the corps report beside their province, so a province is counted without them. */
export const areaOf = (table: readonly JurisdictionRow[], code: string): JurisdictionRow[] => {
  const own = table.find((row) => row.code === code);
  if (own === undefined) throw new AppError("request.not-found", { what: code });
  if (own.level !== "nation") return [own];
  const belongs = (row: JurisdictionRow): boolean => {
    const parent = table.find((one) => one.code === row.parent);
    return row.code === code || (parent !== undefined && belongs(parent));
  };
  return table.filter(belongs);
};

export const overlap = (table: readonly JurisdictionRow[], one: string, other: string): boolean => {
  const codes = areaOf(table, one).map((row) => row.code);
  return areaOf(table, other).some((row) => codes.includes(row.code));
};
