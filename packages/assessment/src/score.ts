/** How many requirements have which verdict, and what that is worth as an interval. */

import type { Verdict } from "./verdict.ts";

export type VerdictCounts = Readonly<Record<Verdict, number>>;

export const countVerdicts = (given: Iterable<Verdict>): VerdictCounts => {
  const counts: Record<Verdict, number> = {
    met: 0,
    partlyMet: 0,
    notMet: 0,
    notApplicable: 0,
    notEvidenced: 0,
    contested: 0,
  };
  for (const verdict of given) counts[verdict] += 1;
  return counts;
};

export interface Score {
  /** 0 to 1, with everything unknown counted as not met; null when nothing applies. */
  readonly low: number | null;
  /** 0 to 1, with everything unknown counted as met; null when nothing applies. */
  readonly high: number | null;
  /** Share of the requirements that apply which evidence decides, 0 to 1; null when nothing applies. */
  readonly coverage: number | null;
  readonly formula: typeof formula;
}

const formula = "conformity-interval-1";

/**
 * `conformity-interval-1`: over the requirements that apply, met counts 1, partly met 0.5, not met 0; not evidenced and
 * contested are unknown, counted 0 in `low` and 1 in `high`. "No evidence" is neither 0 nor 100.
 */
export const score = (counts: VerdictCounts): Score => {
  const decided = counts.met + counts.partlyMet + counts.notMet;
  const unknown = counts.notEvidenced + counts.contested;
  const applicable = decided + unknown;
  if (applicable === 0) return { low: null, high: null, coverage: null, formula };
  const points = counts.met + counts.partlyMet / 2;
  return {
    low: points / applicable,
    high: (points + unknown) / applicable,
    coverage: decided / applicable,
    formula,
  };
};
