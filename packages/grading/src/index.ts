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
export {
  attributeAt,
  dictionaryColumn,
  textColumn,
  writeColumnsFile,
  type AttributeColumn,
  type ColumnsFile,
  type ColumnsFileHeader,
  type DictionaryColumn,
  type TextColumn,
} from "./columns-file.ts";
export {
  compareGrades,
  type GradeComparison,
  type GradeKey,
  type Movement,
} from "./compare-grades.ts";
export { columnsFromRows } from "./columns-from-rows.ts";
export { editRules, type RuleEdit } from "./edit-rules.ts";
export { editablePaths, type Bounds, type EditablePath } from "./editable-paths.ts";
export type { Reason } from "./explain.ts";
export { gatherColumns, type GatheredColumns } from "./gather-columns.ts";
export { gradeColumns, type GradedColumns } from "./grade-columns.ts";
export { applicability, undeterminedGrade, type GradedColumn } from "./graded-column.ts";
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
export { nearestStep, type FactChange, type NearestStep, type StepWish } from "./nearest-step.ts";
export { probeRules, type RuleBreach, type RuleProbe } from "./probe-rules.ts";
export { readColumnsFile, readColumnsPack } from "./read-columns-file.ts";
export { gradeRun, regradeRun, type GradedRun } from "./regrade-run.ts";
export { createTreeRegrader, type TreeRegrader } from "./tree-regrader.ts";
export type { Settling, UndeterminedFact } from "./undetermined.ts";
export { compareGradesSql } from "./sql/compare-sql.ts";
export { knownGradesSql } from "./sql/known-grades-sql.ts";
export { copyLines, createTableSql } from "./sql/sql-rows.ts";
export type { Completions } from "./sql/found-grades-sql.ts";
export { whyMoved, type MoveCause } from "./why-moved.ts";
