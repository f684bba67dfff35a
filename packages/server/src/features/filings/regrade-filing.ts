/** What this node's own copy of the pack makes of the facts that were filed. */

import type { ReplyOf, getFiling } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import type { FilingBody } from "@fenji/submission";
import {
  applicability,
  columnsFromRows,
  gradeColumns,
  ranksIn,
  undeterminedGrade,
} from "@fenji/grading";
import { kernelOf } from "../grading/public.ts";

export type Regraded = NonNullable<ReplyOf<typeof getFiling>["regraded"]>;

export type FiledGrade = Regraded["grades"][number];

export interface RegradeBy {
  readonly pack: Pack;
  readonly contentHash: string;
}

const regrade = (pack: Pack, facts: FilingBody["facts"]): FiledGrade[] => {
  const kernel = kernelOf(pack);
  const { types } = gradeColumns(kernel, columnsFromRows(kernel, [facts]));
  return types.flatMap(({ type, applies, grades, possible }) => {
    if (applies[0] === applicability.no) return [];
    const grade = grades[0] ?? undeterminedGrade;
    return [
      {
        type,
        grade: grade === undeterminedGrade ? null : grade,
        possible: [...ranksIn(possible[0] ?? 0)],
      },
    ];
  });
};

const spelled = (grades: readonly FiledGrade[]): string =>
  JSON.stringify(
    grades
      .map(({ type, grade, possible }) => [type, grade, possible.toSorted((a, b) => a - b)])
      .toSorted(([a], [b]) => String(a).localeCompare(String(b))),
  );

/** An error where the facts do not even fit the pack that the filing names. */
export const regradeFiling = (
  { pack, facts, types }: FilingBody,
  by: RegradeBy | undefined,
): Regraded | null | AppError => {
  if (by === undefined) return null;
  try {
    const grades = regrade(by.pack, facts);
    return {
      agrees: spelled(grades) === spelled(types),
      samePack: by.contentHash === pack.contentHash,
      grades,
    };
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
};
