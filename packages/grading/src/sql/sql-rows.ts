/** Columns as the text of PostgreSQL's COPY, with the kernel's sets of possible grades beside the facts. */

import type { Grading } from "@fenji/regime";
import { isUnknown, type Columns } from "../columns.ts";
import type { GradedColumns } from "../grade-columns.ts";
import { sqlColumns } from "./sql-world.ts";

/** `r` is the row; `p0`, `p1`, … are what the kernel holds possible, type by type. */
export const createTableSql = (grading: Grading, table: string): string => {
  const facts = sqlColumns(grading).map(({ name, type }) => `${name} ${type}`);
  const possible = grading.types.map((_, index) => `p${index} bigint NOT NULL`);
  return `CREATE TEMPORARY TABLE ${table} (r integer NOT NULL, ${[...facts, ...possible].join(", ")})`;
};

const linesAtOnce = 4_096;

/**
 * Lines of COPY's text format, some thousand at a time.
 * @param step Every so many rows one is taken: 1 takes all.
 */
export function* copyLines(
  grading: Grading,
  { columns, graded }: { readonly columns: Columns; readonly graded: GradedColumns },
  step: number,
): Generator<string> {
  const facts = grading.facts.map(({ id }) => columns.byFact.get(id));
  let lines = "";
  let count = 0;
  for (let row = 0; row < columns.rows; row += step) {
    lines += String(row);
    for (const column of facts)
      lines +=
        column === undefined || isUnknown(column.unknown, row)
          ? "\t\\N"
          : `\t${column.values[row] ?? 0}`;
    for (const { possible } of graded.types) lines += `\t${possible[row] ?? 0}`;
    lines += "\n";
    count += 1;
    if (count % linesAtOnce !== 0) continue;
    yield lines;
    lines = "";
  }
  if (lines !== "") yield lines;
}
