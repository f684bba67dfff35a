/** Counts of one row of a province table by grade, for one type. */

import type { getProvince, ReplyOf } from "@fenji/contract";

type Cell = ReplyOf<typeof getProvince>["byGrade"][number];

export const gradeColumns = [3, 2, 1, null] as const;

export type GradeColumn = (typeof gradeColumns)[number];

export interface GradeCounts {
  readonly total: number;
  readonly of: (grade: GradeColumn) => number;
}

export const countsOf = (cells: readonly Cell[], type: string): GradeCounts => {
  const mine = cells.filter((cell) => cell.type === type);
  const sum = (some: readonly Cell[]) => some.reduce((total, cell) => total + cell.enterprises, 0);
  return { total: sum(mine), of: (grade) => sum(mine.filter((cell) => cell.grade === grade)) };
};
