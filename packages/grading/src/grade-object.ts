/** Grades one object, or takes one row of many, with reasons and with what is still open: a batch of one. */

import type { Facts } from "@fenji/regime";
import { columnsFromRows } from "./columns-from-rows.ts";
import { explainType, type Reason } from "./explain.ts";
import { gradeColumns, type GradedColumns } from "./grade-columns.ts";
import { applicability } from "./graded-column.ts";
import { gradedRow } from "./graded-row.ts";
import { gradeIn, ranksIn, type Kernel } from "./kernel.ts";
import { whatSettles, type Undetermined } from "./undetermined.ts";

export interface TypeGrade extends Undetermined {
  readonly type: string;
  /** `unknown`: the known facts do not say whether there is a result at all. */
  readonly applies: "true" | "unknown";
  /** null: undetermined, be it the grade or whether the type applies. */
  readonly grade: number | null;
  /** Exactly the grades that some completion of the unknown facts gives, ascending. */
  readonly possible: readonly number[];
  readonly reasons: readonly Reason[];
}

/**
 * One result for each type that applies or may apply, in the pack's order.
 * @throws AppError `fact.*` for facts that do not fit the pack.
 */
export const gradeObject = (kernel: Kernel, facts: Facts): readonly TypeGrade[] => {
  const columns = columnsFromRows(kernel, [facts]);
  return gradeRow(kernel, gradeColumns(kernel, columns), 0);
};

/** The same for one row of many that are graded already. */
export const gradeRow = (
  kernel: Kernel,
  graded: GradedColumns,
  row: number,
): readonly TypeGrade[] => {
  const of = gradedRow(kernel, graded, row);
  return kernel.types.flatMap((compiled, index): TypeGrade[] => {
    const column = graded.types[index];
    const mask = column?.possible[row] ?? 0;
    if (column?.applies[row] === applicability.no) return [];
    return [
      {
        type: compiled.type.id,
        applies: column?.applies[row] === applicability.yes ? "true" : "unknown",
        grade: gradeIn(mask),
        possible: ranksIn(mask),
        reasons: explainType(of, compiled.type),
        ...whatSettles(of, compiled),
      },
    ];
  });
};
