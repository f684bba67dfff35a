/** Grades a registry before and after an edit of the rules, and says who moved and whether SQL agrees. */

import { readFile } from "node:fs/promises";
import {
  compareGrades,
  editRules,
  gradeRun,
  readColumnsFile,
  readColumnsPack,
  regradeRun,
  type ColumnsFile,
  type GradeComparison,
  type GradedRun,
  type RuleEdit,
} from "@fenji/grading";
import { checkWithSql, fileError, lendPostgres, type SqlCheck } from "@fenji/intake";
import type { Pack } from "@fenji/regime";

/** @throws AppError `evidence.*`. */
export const readRegistry = (path: string): Promise<Uint8Array> =>
  readFile(path).catch((error: unknown) => {
    throw fileError(error, path);
  });

/** The pack for which the registry was made, as `id@version`. @throws AppError `columns.*`. */
export const packOfRegistry = (bytes: Uint8Array): string => {
  const { id, version } = readColumnsPack(bytes);
  return `${id}@${version}`;
};

export interface Simulation {
  readonly file: ColumnsFile;
  readonly comparisons: readonly GradeComparison[];
  readonly after: GradedRun;
  readonly ms: { readonly load: number; readonly grade: number };
}

/** @throws AppError `columns.*`, `rules.*`, `grading.*`. */
export const simulateRegistry = (
  { grading, header }: Pack,
  { bytes, edits }: { readonly bytes: Uint8Array; readonly edits: readonly RuleEdit[] },
): Simulation => {
  const edited = editRules(grading, edits);
  const started = performance.now();
  const file = readColumnsFile(bytes, grading.facts);
  const loaded = performance.now();
  const before = gradeRun({ grading, sources: header.sources }, file.columns);
  const after = regradeRun(before, edited);
  const graded = performance.now();
  const comparisons = before.graded.types.flatMap((column, index) => {
    const other = after.graded.types[index];
    return other === undefined ? [] : [compareGrades(column, other)];
  });
  const ms = { load: Math.round(loaded - started), grade: Math.round(graded - loaded) };
  return { file, comparisons, after, ms };
};

export interface SqlVerdict {
  readonly agrees: boolean;
  readonly rows: number;
  readonly checks: readonly SqlCheck[];
}

/** More rows would keep people waiting; every so many rows one is taken, always the same. */
const mostSqlRows = 100_000;

/** Holds the edited rules' grades against SQL. @throws AppError `database.*`, or what the database answers. */
export const askSql = async ({ after, file }: Simulation): Promise<SqlVerdict> => {
  const { rows } = file.columns;
  const step = Math.max(1, Math.ceil(rows / mostSqlRows));
  const checked = {
    grading: after.kernel.grading,
    columns: file.columns,
    graded: after.graded,
    step,
  };
  const checks = await lendPostgres(process.env["DATABASE_URL"] ?? "", (client) =>
    checkWithSql(client, checked),
  );
  const expected = Math.ceil(rows / step);
  const agrees = checks.every(({ rows: seen, differing }) => seen === expected && differing === 0);
  return { agrees, rows: expected, checks };
};
