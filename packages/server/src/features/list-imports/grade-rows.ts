/** Grades the firms of one part of a list in one batch of the kernel. */

import type { Line } from "@fenji/contract";
import {
  applicability,
  columnsFromRows,
  gradeColumns,
  ranksIn,
  undeterminedGrade,
} from "@fenji/grading";
import type { Facts, Pack } from "@fenji/regime";
import { kernelOf, linesOfSupervision } from "../grading/public.ts";

export interface RowGrades {
  readonly types: readonly string[];
  /** In the order of the types; null: not determined. */
  readonly grades: readonly (number | null)[];
  readonly possible: readonly (readonly number[])[];
  readonly lines: readonly Line[];
  /** Highest that is determined, 0: none is. */
  readonly top: number;
}

/** The facts fit the pack: each was read by its own definition. */
export const gradeRows = (pack: Pack, rows: readonly Facts[]): readonly RowGrades[] => {
  const kernel = kernelOf(pack);
  const { types } = gradeColumns(kernel, columnsFromRows(kernel, rows));
  return rows.map((_facts, row) => {
    const applying = types.filter(({ applies }) => applies[row] !== applicability.no);
    const grades = applying.map((column) => {
      const grade = column.grades[row] ?? undeterminedGrade;
      return grade === undeterminedGrade ? null : grade;
    });
    const names = applying.map(({ type }) => type);
    return {
      types: names,
      grades,
      possible: applying.map(({ possible }) => ranksIn(possible[row] ?? 0)),
      lines: linesOfSupervision(pack.grading.types, names),
      top: Math.max(0, ...grades.map((grade) => grade ?? 0)),
    };
  });
};
