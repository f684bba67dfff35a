/** Grades rows by rules, and again by edited ones, keeping what the edit does not touch; both gradings stay whole. */

import type { Grading } from "@fenji/regime";
import type { Columns } from "./columns.ts";
import { encodeFact, gradeCodes, gradeColumns, type GradedColumns } from "./grade-columns.ts";
import { compileKernel, recompileKernel, type Kernel, type KernelSource } from "./kernel.ts";

/** One grading of the rows, and the rules by which it was made. */
export interface GradedRun {
  readonly kernel: Kernel;
  readonly graded: GradedColumns;
}

/** @throws AppError `grading.*`, `fact.*`. */
export const gradeRun = (source: KernelSource, columns: Columns): GradedRun => {
  const kernel = compileKernel(source);
  return { kernel, graded: gradeColumns(kernel, columns) };
};

/**
 * @param grading Of the same facts and derivations, with numbers moved.
 * @throws AppError `grading.*`.
 */
export const regradeRun = ({ kernel, graded }: GradedRun, grading: Grading): GradedRun => {
  const edited =
    recompileKernel(kernel, grading) ?? compileKernel({ grading, sources: kernel.sources });
  const levels = new Map(kernel.classes.map(({ fact }, level) => [fact, level]));
  const codes = edited.classes.map((classes) => {
    const level = levels.get(classes.fact) ?? -1;
    const [before, held] = [kernel.classes[level], graded.codes[level]];
    const kept = before === classes && kernel.narrow === edited.narrow;
    return kept && held !== undefined ? held : encodeFact(edited, classes, graded.columns);
  });
  return { kernel: edited, graded: gradeCodes(edited, graded.columns, codes) };
};
