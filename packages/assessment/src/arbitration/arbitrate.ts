/** Decides one question from the votes of independent sources: carefully, so that met takes more than not met. */

import { groupVotes, majorityOf, type Votes } from "./ballots.ts";
import type { Outcome } from "./outcome.ts";
import type { WeighedSources } from "./weigh-sources.ts";

export interface Arbitrated {
  readonly outcome: Outcome;
  /** True: proven. False: contradicted. Null: contested, or nobody answers. */
  readonly answer: boolean | null;
  /** All that was said agrees on a proof, but those who say so were often wrong elsewhere. */
  readonly doubted: boolean;
  /**
   * For the person who decides: what the estimate, or without one the majority, leans to; a tie leans to not met. Null
   * where nobody answers. It is never a verdict.
   */
  readonly leansTo: boolean | null;
}

/** A majority against a proof needs company: one source alone against one other is a tie. */
const minAgainst = 2;

export const outcomeOf = (proves: number, contradicts: number): Outcome => {
  if (proves + contradicts === 0) return "insufficient";
  if (proves === 0 || contradicts === 0) return "agreed";
  return contradicts > proves && contradicts >= minAgainst ? "majorityWithDissent" : "contested";
};

/**
 * | votes                                          | answer       | outcome             |
 * | ---------------------------------------------- | ------------ | ------------------- |
 * | nobody                                         | none         | insufficient        |
 * | all prove, and the estimate does not doubt it  | proven       | agreed              |
 * | all prove, the estimate finds it unlikely      | none         | contested           |
 * | all contradict                                 | contradicted | agreed              |
 * | more contradict than prove, two at the least   | contradicted | majorityWithDissent |
 * | otherwise                                      | none         | contested           |
 *
 * However large the majority, one contradiction keeps a question from being proven: a tool that alone sees a flaw may be
 * the one that looks. The estimate turns proven into contested and never anything into proven. Without `weighed` every
 * source is its own and nothing is doubted.
 */
export const arbitrate = (votes: Votes, weighed: WeighedSources | null = null): Arbitrated => {
  const own = weighed === null ? votes : groupVotes(votes, weighed.groupOf);
  const proves = [...own.values()].filter(Boolean).length;
  const outcome = outcomeOf(proves, own.size - proves);
  const estimate = weighed?.estimate ?? null;
  const knows =
    estimate !== null && [...own.keys()].some((source) => estimate.qualities.has(source));
  const probability = knows ? estimate.probabilityMet(own) : null;
  if (outcome === "insufficient") return { outcome, answer: null, doubted: false, leansTo: null };
  const leansTo = probability === null ? (majorityOf(own) ?? false) : probability > 0.5;
  if (outcome === "contested") return { outcome, answer: null, doubted: false, leansTo };
  const answer = outcome === "agreed" && proves > 0;
  if (answer && probability !== null && probability < 0.5)
    return { outcome: "contested", answer: null, doubted: true, leansTo };
  return { outcome, answer, doubted: false, leansTo };
};
