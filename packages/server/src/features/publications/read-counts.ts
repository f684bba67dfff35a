/** Enterprises of one type counted by row and grade, from the roll-ups that the actor may see. */

import { sectors } from "@fenji/kernel";
import type { GradedType, Pack } from "@fenji/regime";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { columnKey, type PublicationBody, type RowsBy } from "./publication-body.ts";
import type { JurisdictionRow } from "./read-area.ts";

export interface Counted {
  readonly pack: Pack;
  readonly type: GradedType;
  readonly jurisdiction: JurisdictionRow;
  readonly area: readonly JurisdictionRow[];
  readonly rowsBy: RowsBy;
}

type Row = PublicationBody["rows"][number];
type Column = PublicationBody["columns"][number];

export interface Counts {
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  /** By row and column. */
  readonly cells: readonly (readonly number[])[];
}

const codesOf = (counted: Counted): string[] => counted.area.map(({ code }) => code);

/** Which roll-ups belong to which row. */
const rowColumn = ({ rowsBy, area }: Counted) => {
  if (rowsBy === "sector") return "sector" as const;
  return area.length > 1 ? ("jurisdiction_code" as const) : ("city_code" as const);
};

const readSums = (ctx: Ctx, counted: Counted) =>
  ctx.db
    .selectFrom("enterprise_grade_rollups")
    .where("pack_id", "=", counted.pack.header.id)
    .where("pack_version", "=", counted.pack.header.version)
    .where("object_type", "=", counted.type.id)
    .where("jurisdiction_code", "in", codesOf(counted))
    .groupBy([rowColumn(counted), "grade"])
    .having(sql<number>`sum(enterprises)`, ">", 0)
    .select([
      sql<string>`${sql.ref(rowColumn(counted))}`.as("row"),
      "grade",
      sql<number>`sum(enterprises)::int`.as("enterprises"),
    ])
    .execute();

/** Every row that there could be, so that a table keeps its shape when a count becomes zero. */
const knownRows = async (ctx: Ctx, { rowsBy, area }: Counted): Promise<Row[]> => {
  if (rowsBy === "sector") return sectors.map((key) => ({ key, name: null }));
  const named = (row: { code: string; name_zh: string; name_en: string }): Row => ({
    key: row.code,
    name: { zh: row.name_zh, en: row.name_en },
  });
  const [only] = area;
  if (area.length > 1 || only === undefined)
    return area.filter(({ level }) => level !== "nation").map(named);
  const cities = await ctx.db
    .selectFrom("cities")
    .where("jurisdiction_code", "=", only.code)
    .select(["code", "name_zh", "name_en"])
    .orderBy("code")
    .execute();
  return cities.map(named);
};

const knownColumns = ({ type }: Counted): Column[] => [
  ...type.grades.map(({ rank, label }) => ({ grade: rank, name: label })).toReversed(),
  { grade: null, name: null },
];

/** Rows and columns of an earlier table stay, with zeros: leaving one out would tell that too. */
const union = <T>(known: readonly T[], more: readonly T[], keyOf: (one: T) => string): T[] => {
  const all = new Map(known.map((one) => [keyOf(one), one]));
  for (const one of more) if (!all.has(keyOf(one))) all.set(keyOf(one), one);
  return [...all.values()];
};

export const readCounts = async (
  ctx: Ctx,
  counted: Counted,
  earlier: readonly PublicationBody[],
): Promise<Counts> => {
  const sums = await readSums(ctx, counted);
  const sameRows = earlier.filter((body) => body.rowsBy === counted.rowsBy);
  const rows = union(
    await knownRows(ctx, counted),
    [
      ...sameRows.flatMap((body) => body.rows),
      ...sums.map(({ row }) => ({ key: row, name: null })),
    ],
    (row) => row.key,
  );
  const columns = union(
    knownColumns(counted),
    [
      ...earlier.flatMap((body) => body.columns),
      ...sums.map(({ grade }) => ({ grade, name: null })),
    ],
    columnKey,
  );
  const found = new Map(
    sums.map(({ row, grade, enterprises }) => [JSON.stringify([row, grade]), enterprises]),
  );
  const cells = rows.map(({ key }) =>
    columns.map(({ grade }) => found.get(JSON.stringify([key, grade])) ?? 0),
  );
  return { rows, columns, cells };
};

/** Whether synthetic firms may be among those counted. */
export const countsSynthetic = async (ctx: Ctx, counted: Counted): Promise<boolean> => {
  if (counted.jurisdiction.synthetic) return true;
  const found = await ctx.db
    .selectFrom("enterprises")
    .where("jurisdiction_code", "in", codesOf(counted))
    .where("synthetic", "=", true)
    .select("enterprise_id")
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
};
