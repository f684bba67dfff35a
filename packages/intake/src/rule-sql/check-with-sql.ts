/** Has the database grade the rows by the same rules, from their text, and hold its answers against the kernel's. */

import {
  compareGradesSql,
  copyLines,
  createTableSql,
  type Columns,
  type Completions,
  type GradedColumns,
} from "@fenji/grading";
import type { Grading } from "@fenji/regime";
import type { ClientBase } from "pg";
import { copyIn } from "./copy-in.ts";

export interface SqlCheck {
  readonly type: string;
  /** Rows looked at. */
  readonly rows: number;
  /** Of them, those where every completion of the unknown facts was tried. */
  readonly whole: number;
  readonly differing: number;
  /** Some of the rows that differ, counted from 0. */
  readonly shown: readonly number[];
}

export interface CheckedRows {
  readonly grading: Grading;
  readonly columns: Columns;
  /** Of these columns by these rules. */
  readonly graded: GradedColumns;
  /** Every so many rows one is looked at; 1 looks at all. */
  readonly step: number;
  readonly completions?: Completions;
}

interface ComparedRow {
  readonly rows: string | number;
  readonly whole: string | number;
  readonly differing: string | number;
  readonly shown: string | null;
}

const table = "fenji_rule_check";

/**
 * Uses a temporary table, which is gone afterwards; the client must not be used meanwhile.
 * @throws what the database answers, e.g. that a number of a derivation is too large for it.
 */
export const checkWithSql = async (
  client: ClientBase,
  { grading, columns, graded, step, completions }: CheckedRows,
): Promise<readonly SqlCheck[]> => {
  await client.query("BEGIN");
  try {
    await client.query(`${createTableSql(grading, table)} ON COMMIT DROP`);
    await copyIn(client, `COPY ${table} FROM STDIN`, copyLines(grading, { columns, graded }, step));
    await client.query(`ANALYZE ${table}`);
    const checks: SqlCheck[] = [];
    for (const [type, text] of compareGradesSql(grading, table, completions)) {
      const { rows } = await client.query<ComparedRow>(text);
      checks.push(checkOf(type, rows[0]));
    }
    return checks;
  } finally {
    await client.query("ROLLBACK");
  }
};

const checkOf = (type: string, row: ComparedRow | undefined): SqlCheck => ({
  type,
  rows: Number(row?.rows ?? 0),
  whole: Number(row?.whole ?? 0),
  differing: Number(row?.differing ?? 0),
  shown: (row?.shown ?? "").split(",").filter(Boolean).map(Number),
});
