/** Counts verdicts after decisions: the same numbers that the score takes, with accepted gaps told apart. */

import { countVerdicts, score, type Score, type VerdictCounts } from "../score.ts";
import type { DecidedVerdict } from "./settle-by-decisions.ts";

export interface DecidedCounts {
  readonly counts: VerdictCounts;
  /** Gaps that somebody accepted; they are among `notMet` and `partlyMet`, and raise nothing. */
  readonly accepted: number;
  /** Verdicts that people, not evidence, settled. */
  readonly byPeople: number;
  readonly score: Score;
}

export const countDecided = (
  decided: readonly Pick<DecidedVerdict, "verdict" | "accepted" | "by">[],
): DecidedCounts => {
  const counts = countVerdicts(decided.map(({ verdict }) => verdict));
  return {
    counts,
    accepted: decided.filter(({ accepted }) => accepted !== null).length,
    byPeople: decided.filter(({ by }) => by !== "machine").length,
    score: score(counts),
  };
};
