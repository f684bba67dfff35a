/** How many enterprises a filter leaves, from roll-ups; none is looked at one by one, unless a firm looks at its own. */

import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import type { PackKey } from "./queries.ts";
import type { RegistryFilter } from "./registry-filter.ts";

/** Not exact: there are at least so many. */
export interface RegistryTotal {
  readonly count: number;
  readonly exact: boolean;
}

const columns = {
  jurisdiction: "jurisdiction_code",
  city: "city_code",
  sector: "sector",
  division: "division",
  filing: "filing",
} as const;

const equalities = (filter: RegistryFilter) =>
  (["jurisdiction", "city", "sector", "division", "filing"] as const).flatMap((name) => {
    const value = filter[name];
    return value === undefined ? [] : [sql`${sql.ref(columns[name])} = ${value}`];
  });

const all = (parts: readonly ReturnType<typeof sql>[]) =>
  parts.length === 0 ? sql`true` : sql.join([...parts], sql` and `);

/** One by one: right for few. */
const countRows = async (
  tx: Ctx,
  pack: PackKey,
  filter: RegistryFilter,
): Promise<RegistryTotal> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from enterprises e where ${all(equalities(filter))} and ${gradedIn(pack, filter)}`.execute(
    tx.db,
  );
  return { count: rows[0]?.count ?? 0, exact: true };
};

const grades = ({ type, grade }: RegistryFilter) => [
  ...(type === undefined ? [] : [sql`object_type = ${type}`]),
  ...(grade === undefined
    ? []
    : [grade === "undetermined" ? sql`grade is null` : sql`grade = ${grade}`]),
];

const gradedIn = (pack: PackKey, filter: RegistryFilter) =>
  grades(filter).length === 0
    ? sql`true`
    : sql`exists (select 1 from enterprise_grades g where g.enterprise_id = e.enterprise_id
            and g.pack_id = ${pack.id} and g.pack_version = ${pack.version} and ${all(grades(filter))})`;

const countAll = async (tx: Ctx, filter: RegistryFilter): Promise<RegistryTotal> => {
  const { rows } = await sql<{ count: number }>`
    select coalesce(sum(enterprises), 0)::int as count from enterprise_rollups where ${all(equalities(filter))}`.execute(
    tx.db,
  );
  return { count: rows[0]?.count ?? 0, exact: true };
};

/** Up to so many are counted one by one where roll-ups cannot tell. */
const fewRows = 20_000;

/** A firm of two types is counted in each: without a type asked for, the largest count is what there is at least. */
const countGraded = async (
  tx: Ctx,
  pack: PackKey,
  filter: RegistryFilter,
): Promise<RegistryTotal> => {
  const { rows } = await sql<{ count: number }>`
    select sum(enterprises)::int as count from enterprise_grade_rollups
     where pack_id = ${pack.id} and pack_version = ${pack.version} and ${all([...equalities(filter), ...grades(filter)])}
     group by object_type having sum(enterprises) > 0`.execute(tx.db);
  const sum = rows.reduce((total, { count }) => total + count, 0);
  if (rows.length < 2) return { count: sum, exact: true };
  if (sum <= fewRows) return countRows(tx, pack, filter);
  return { count: Math.max(...rows.map(({ count }) => count)), exact: false };
};

export const countEnterprises = (
  tx: Ctx,
  pack: PackKey,
  filter: RegistryFilter,
): Promise<RegistryTotal> => {
  // What the scope lets a firm see is in no roll-up.
  if (tx.actor.scope.kind === "own") return countRows(tx, pack, filter);
  return filter.type === undefined && filter.grade === undefined
    ? countAll(tx, filter)
    : countGraded(tx, pack, filter);
};
