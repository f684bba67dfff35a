/** Grading: facts and rules in, grades with their reasons out; the same kernel for one object and for a nation. */

export type { Column, Columns, Unknowns } from "./columns.ts";
export { columnsFromRows } from "./columns-from-rows.ts";
export {
  applicability,
  gradeColumns,
  undeterminedGrade,
  type GradedColumn,
  type GradedColumns,
} from "./grade-columns.ts";
export {
  compileKernel,
  gradeIn,
  mayHaveNoResult,
  noResultBit,
  ranksIn,
  type Kernel,
} from "./kernel.ts";
