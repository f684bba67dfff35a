/** Grades all firms in one batch of the kernel that also grades a single one. */

import {
  applicability,
  columnsFromRows,
  compileKernel,
  gradeColumns,
  ranksIn,
  undeterminedGrade,
  type GradedColumn,
} from "@fenji/grading";
import type { Pack } from "@fenji/regime";
import type { SyntheticFirm } from "@fenji/synthesis";
import { linesOfSupervision } from "../grading/public.ts";
import type { FirmGrade, GradedFirm } from "./store-province.ts";

/** No entry for a type that surely does not apply; one without a grade where that is not known. */
const gradeOf = (column: GradedColumn, row: number): readonly FirmGrade[] => {
  if (column.applies[row] === applicability.no) return [];
  const grade = column.grades[row] ?? undeterminedGrade;
  return [
    {
      type: column.type,
      grade: grade === undeterminedGrade ? null : grade,
      possible: ranksIn(column.possible[row] ?? 0),
    },
  ];
};

/** @throws AppError `fact.*` where the firms' facts do not fit the pack. */
export const gradeFirms = (pack: Pack, firms: readonly SyntheticFirm[]): readonly GradedFirm[] => {
  const kernel = compileKernel({ grading: pack.grading, sources: pack.header.sources });
  const columns = columnsFromRows(
    kernel,
    firms.map((firm) => firm.facts),
  );
  const { types } = gradeColumns(kernel, columns);
  return firms.map((firm, row) => {
    const grades = types.flatMap((column) => gradeOf(column, row));
    const graded = grades.map(({ type }) => type);
    return { firm, grades, lines: linesOfSupervision(pack.grading.types, graded) };
  });
};
