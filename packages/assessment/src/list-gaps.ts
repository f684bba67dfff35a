/** What has to be closed, and what has to be found out first. */

import type { Effort, Requirement } from "@fenji/regime";
import type { Verdict } from "./verdict.ts";

export interface Gap {
  readonly requirement: Requirement;
  readonly verdict: Verdict;
  /** Capability tags, any of which helps to close it. */
  readonly capabilities: readonly string[];
  readonly effort: Effort;
}

export interface Gaps {
  /** Not met first, then partly met; within these, what every grade needs before what only higher ones do, the cheapest first. */
  readonly gaps: readonly Gap[];
  /** Contested, then not evidenced: may be gaps; a person or more evidence decides. */
  readonly unknown: readonly Gap[];
}

/** What to look at first: the base before the refinement, little money before much; ties stay in the order of the pack. */
const byUrgency = (a: Gap, b: Gap): number =>
  a.requirement.fromGrade - b.requirement.fromGrade || a.effort.costCny - b.effort.costCny;

export const listGaps = (
  judged: readonly { readonly requirement: Requirement; readonly verdict: Verdict }[],
): Gaps => {
  const withVerdict = (wanted: Verdict): Gap[] =>
    judged
      .filter(({ verdict }) => verdict === wanted)
      .map(({ requirement, verdict }) => ({
        requirement,
        verdict,
        capabilities: requirement.closes,
        effort: requirement.effort,
      }))
      .toSorted(byUrgency);
  return {
    gaps: [...withVerdict("notMet"), ...withVerdict("partlyMet")],
    unknown: [...withVerdict("contested"), ...withVerdict("notEvidenced")],
  };
};
