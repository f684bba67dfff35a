/** Which requirements an object of a type must meet, and at which grade it is assessed while its grade is open. */

import type { Requirement } from "@fenji/regime";

export type GradeBasis = "determined" | "highest-possible" | "asked";

export interface AssessedGrade {
  /** null: no grade is possible, so nothing is required. */
  readonly grade: number | null;
  readonly basis: GradeBasis;
}

/** What is asked for, else the grade, else the highest that is still possible: too much is found out too early, not too late. */
export const gradeToAssess = (
  graded: { readonly grade: number | null; readonly possible: readonly number[] },
  asked?: number,
): AssessedGrade => {
  if (asked !== undefined) return { grade: asked, basis: "asked" };
  if (graded.grade !== null) return { grade: graded.grade, basis: "determined" };
  const highest = graded.possible.length === 0 ? null : Math.max(...graded.possible);
  return { grade: highest, basis: "highest-possible" };
};

/** Requirements are cumulative: those of lower grades bind higher ones too. */
export const requirementsThatApply = (
  requirements: readonly Requirement[],
  object: { readonly type: string; readonly grade: number | null },
): Requirement[] =>
  requirements.filter(
    ({ type, fromGrade }) =>
      type === object.type && object.grade !== null && fromGrade <= object.grade,
  );
