/** Grading: facts and rules in, grades with their reasons out; the same kernel for one object and for a nation. */

export type {
  BooleanColumn,
  ChoiceColumn,
  Column,
  Columns,
  NumberColumn,
  SetColumn,
  Unknowns,
} from "./columns.ts";
export { columnsFromRows } from "./columns-from-rows.ts";
export type { Reason } from "./explain.ts";
export {
  applicability,
  gradeColumns,
  undeterminedGrade,
  type GradedColumn,
  type GradedColumns,
} from "./grade-columns.ts";
export { gradeObject, gradeRow, type TypeGrade } from "./grade-object.ts";
export {
  compileKernel,
  gradeIn,
  mayHaveNoResult,
  noResultBit,
  ranksIn,
  type Kernel,
  type KernelSource,
} from "./kernel.ts";
export { probeRules, type RuleBreach, type RuleProbe } from "./probe-rules.ts";
export type { Settling, UndeterminedFact } from "./undetermined.ts";
