/** Asks the database where its own grades and the kernel's sets of possible grades do not agree. */

import type { Grading } from "@fenji/regime";
import { foundGradesSql, type Completions } from "./found-grades-sql.ts";

/** Enough for half a million firms in seconds; rows with more open facts are held against witnesses. */
const usualCompletions: Completions = { most: 64, witnesses: 8 };

/** How many rows that differ are named. */
const shownRows = 10;

/**
 * By type, a query of one row: `rows` looked at, `whole` of them with every completion tried, `differing`, and `shown`:
 * some of the rows that differ. It differs where something was found that the kernel holds impossible, or everything
 * was tried and something that the kernel holds possible was not found.
 * @param table Made by `createTableSql` and filled by `copyLines`.
 */
export const compareGradesSql = (
  grading: Grading,
  table: string,
  completions = usualCompletions,
): ReadonlyMap<string, string> => {
  const found = foundGradesSql(grading, { table, completions });
  return new Map(
    grading.types.map(({ id }, index) => [
      id,
      `WITH held AS (SELECT k.r, f.whole, (f.found & ~k.p${index}) <> 0 OR (f.whole AND f.found <> k.p${index}) AS differs
  FROM (${found.get(id) ?? ""}) AS f JOIN ${table} AS k ON k.r = f.r)
SELECT COUNT(*) AS rows, COUNT(*) FILTER (WHERE whole) AS whole, COUNT(*) FILTER (WHERE differs) AS differing,
  (SELECT STRING_AGG(CAST(r AS text), ',') FROM (SELECT r FROM held WHERE differs ORDER BY r LIMIT ${shownRows}) AS few) AS shown
  FROM held`,
    ]),
  );
};
