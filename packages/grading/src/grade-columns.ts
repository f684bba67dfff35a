/** Grades every row of columns, for each type: the grade, the set of possible grades, whether the type applies. */

import type { Columns } from "./columns.ts";
import { deriveColumns } from "./derive-columns.ts";
import { encodeColumn, type Codes } from "./encode-column.ts";
import type { FactClasses } from "./fact-classes.ts";
import type { GradedColumn } from "./graded-column.ts";
import type { Kernel } from "./kernel.ts";
import { gradeTypes } from "./run-automaton.ts";

export interface GradedColumns {
  readonly rows: number;
  readonly types: readonly GradedColumn[];
  /** Those given, and those derived from them. */
  readonly columns: Columns;
  /** Class of each fact in each row, in the order of `kernel.facts`: all that `explainRow` needs besides the facts. */
  readonly codes: readonly Codes[];
}

/** @throws AppError `fact.column-length`, `fact.wrong-type` for columns that do not fit the pack. */
export const gradeColumns = (kernel: Kernel, given: Columns): GradedColumns => {
  const columns = deriveColumns(kernel, given);
  const codes = kernel.classes.map((classes) => encodeFact(kernel, classes, columns));
  return gradeCodes(kernel, columns, codes);
};

/** Class of one fact in each row. @throws AppError `fact.column-length`, `fact.wrong-type`. */
export const encodeFact = (kernel: Kernel, classes: FactClasses, columns: Columns): Codes => {
  const { rows } = columns;
  const made = kernel.narrow ? new Uint8Array(rows) : new Uint16Array(rows);
  encodeColumn(classes, columns.byFact.get(classes.fact), made);
  return made;
};

/**
 * The same where the classes are known already.
 * @param columns With those of derivations.
 * @param codes In the order of `kernel.facts`, by its classes.
 */
export const gradeCodes = (
  kernel: Kernel,
  columns: Columns,
  codes: readonly Codes[],
): GradedColumns => ({
  rows: columns.rows,
  types: gradeTypes(kernel, codes, columns.rows),
  columns,
  codes,
});
