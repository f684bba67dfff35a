/** A jurisdiction by grade, from roll-ups that triggers keep in the transaction of each change. */

import type { getProvince, listJurisdictions, ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { GradedType } from "@fenji/regime";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";

export interface PackTypes {
  readonly id: string;
  readonly version: string;
  readonly types: readonly GradedType[];
}

type Province = ReplyOf<typeof getProvince>;
type Cell = Province["byGrade"][number];

interface RollupRow {
  readonly city: string;
  readonly sector: string;
  readonly type: string;
  readonly grade: number | null;
  readonly enterprises: number;
}

/** The jurisdiction and all below it: the nation holds provinces, and through them the cities and the corps beside them. */
export const within = (ctx: Ctx, jurisdiction: string) =>
  ctx.db
    .withRecursive("inside", (db) =>
      db
        .selectFrom("jurisdictions")
        .where("code", "=", jurisdiction)
        .select("code")
        .union(
          db
            .selectFrom("jurisdictions")
            .innerJoin("inside", "inside.code", "jurisdictions.parent")
            .select("jurisdictions.code"),
        ),
    )
    .selectFrom("inside")
    .select("code");

const readRollups = (ctx: Ctx, pack: PackTypes, jurisdiction: string): Promise<RollupRow[]> =>
  ctx.db
    .selectFrom("enterprise_grade_rollups")
    .where("pack_id", "=", pack.id)
    .where("pack_version", "=", pack.version)
    .where("jurisdiction_code", "in", within(ctx, jurisdiction))
    .groupBy(["city_code", "sector", "object_type", "grade"])
    .having(sql<number>`sum(enterprises)`, ">", 0)
    .select([
      "city_code as city",
      "sector",
      "object_type as type",
      "grade",
      sql<number>`sum(enterprises)::int`.as("enterprises"),
    ])
    .execute();

/** Sums of the rows' counts per type and grade. */
const cellsOf = (rows: readonly RollupRow[]): Cell[] => {
  const sums = Map.groupBy(rows, (row) => JSON.stringify([row.type, row.grade]));
  return [...sums.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const enterprises = group.reduce((sum, row) => sum + row.enterprises, 0);
    return [{ type: first.type, grade: first.grade, enterprises }];
  });
};

const readHeads = (ctx: Ctx, jurisdiction: string) =>
  ctx.db
    .selectFrom("enterprise_rollups")
    .where("jurisdiction_code", "in", within(ctx, jurisdiction))
    .groupBy(["city_code", "sector"])
    .having(sql<number>`sum(enterprises)`, ">", 0)
    .select(["city_code", "sector", sql<number>`sum(enterprises)::int`.as("enterprises")])
    .execute();

type Heads = Awaited<ReturnType<typeof readHeads>>;

const total = (heads: Heads): number => heads.reduce((sum, head) => sum + head.enterprises, 0);

const readCities = (ctx: Ctx, jurisdiction?: string) => {
  const query = ctx.db.selectFrom("cities").selectAll().orderBy("code");
  return (
    jurisdiction === undefined
      ? query
      : query.where("jurisdiction_code", "in", within(ctx, jurisdiction))
  ).execute();
};

const byCity = (
  rows: readonly RollupRow[],
  heads: Heads,
  cities: Awaited<ReturnType<typeof readCities>>,
) => {
  const known: Province["byCity"] = cities.map((city) => ({
    city: { code: city.code, name: { zh: city.name_zh, en: city.name_en } },
    enterprises: total(heads.filter((head) => head.city_code === city.code)),
    cells: cellsOf(rows.filter((row) => row.city === city.code)),
  }));
  const elsewhere = heads.filter((head) => head.city_code === "");
  if (elsewhere.length === 0) return known;
  return [
    ...known,
    {
      city: null,
      enterprises: total(elsewhere),
      cells: cellsOf(rows.filter((row) => row.city === "")),
    },
  ];
};

const bySector = (rows: readonly RollupRow[], heads: Heads): Province["bySector"] =>
  [...new Set(heads.map((head) => head.sector))].toSorted().map((sector) => ({
    sector,
    enterprises: total(heads.filter((head) => head.sector === sector)),
    cells: cellsOf(rows.filter((row) => row.sector === sector)),
  }));

/** @throws AppError `request.not-found` for a jurisdiction that is not in the table. */
export const readProvince = async (ctx: Ctx, pack: PackTypes, code: string): Promise<Province> => {
  const jurisdiction = await ctx.db
    .selectFrom("jurisdictions")
    .where("code", "=", code)
    .selectAll()
    .executeTakeFirst();
  if (jurisdiction === undefined) throw new AppError("request.not-found", { what: code });
  const rows = await readRollups(ctx, pack, code);
  const heads = await readHeads(ctx, code);
  return {
    jurisdiction: { code, name: { zh: jurisdiction.name_zh, en: jurisdiction.name_en } },
    synthetic: jurisdiction.synthetic,
    enterprises: total(heads),
    types: pack.types.map(({ id, name }) => ({ id, name })),
    byGrade: cellsOf(rows),
    byCity: byCity(rows, heads, await readCities(ctx, code)),
    bySector: bySector(rows, heads),
    computedAt: ctx.now().toISOString(),
  };
};

export const readJurisdictions = async (ctx: Ctx): Promise<ReplyOf<typeof listJurisdictions>> => {
  const rows = await ctx.db.selectFrom("jurisdictions").selectAll().orderBy("code").execute();
  const cities = await readCities(ctx);
  return {
    jurisdictions: rows.map((row) => ({
      code: row.code,
      name: { zh: row.name_zh, en: row.name_en },
      level: row.level,
      parent: row.parent,
      synthetic: row.synthetic,
    })),
    cities: cities.map((city) => ({
      code: city.code,
      jurisdiction: city.jurisdiction_code,
      name: { zh: city.name_zh, en: city.name_en },
    })),
  };
};
