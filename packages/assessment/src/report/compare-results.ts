/** Compares two assessments of the same pack and type, requirement by requirement. */

import type { AssessmentResult, ComparedAs } from "./assessment-report.ts";

/** Result by requirement; null: in scope and not concluded. */
export type ResultsByRequirement = ReadonlyMap<string, AssessmentResult | null>;

export interface ComparedRequirement {
  readonly requirement: string;
  readonly as: ComparedAs;
  readonly before: AssessmentResult | null;
  readonly now: AssessmentResult | null;
}

const worth: Readonly<Record<Exclude<AssessmentResult, "notApplicable">, number>> = {
  notMet: 0,
  partlyMet: 1,
  met: 2,
};

/** What does not apply is asked of nobody: to become so is to go, to stop being so is to be new. */
const asked = (result: AssessmentResult | null | undefined): boolean =>
  result !== undefined && result !== "notApplicable";

const comparedAs = (
  before: AssessmentResult | null | undefined,
  now: AssessmentResult | null | undefined,
): ComparedAs => {
  if (!asked(before)) return asked(now) ? "new" : "same";
  if (!asked(now)) return "gone";
  if (before === null || now === null || before === undefined || now === undefined) return "same";
  if (before === "notApplicable" || now === "notApplicable") return "same";
  const change = worth[now] - worth[before];
  if (change === 0) return "same";
  return change > 0 ? "better" : "worse";
};

/** In the order of what is asked now, then what is gone. What is not concluded counts as the same. */
export const compareResults = (
  before: ResultsByRequirement,
  now: ResultsByRequirement,
): ComparedRequirement[] =>
  [...new Set([...now.keys(), ...before.keys()])].map((requirement) => ({
    requirement,
    as: comparedAs(before.get(requirement), now.get(requirement)),
    before: before.get(requirement) ?? null,
    now: now.get(requirement) ?? null,
  }));

export const countCompared = (
  compared: readonly ComparedRequirement[],
): Record<ComparedAs, number> => {
  const counts = { better: 0, worse: 0, same: 0, new: 0, gone: 0 };
  for (const { as } of compared) counts[as] += 1;
  return counts;
};
