/** Estimates, without knowing the truth, how often each source errs either way, and so how likely a thing is met. */

import { majorityOf, type Ballot, type Votes } from "./ballots.ts";

export interface SourceQuality {
  /** Share of what is met that the source calls met. */
  readonly sensitivity: number;
  /** Share of what is not met that the source calls not met. */
  readonly specificity: number;
}

export interface DawidSkene {
  /** Share of the questions that are met. */
  readonly prevalence: number;
  readonly qualities: ReadonlyMap<string, SourceQuality>;
  readonly iterations: number;
  /** Probability that a question so answered is met. */
  readonly probabilityMet: (votes: Votes) => number;
}

/**
 * Pseudo-counts: a source is taken for right rather than wrong until questions tell otherwise, and no estimate reaches 0
 * or 1. They also keep the two classes from changing names.
 */
const right = 4;
const wrong = 1;
const priorMet = 2;
const priorNotMet = 2;
const maxIterations = 200;
const closeEnough = 1e-7;

type Fit = Pick<DawidSkene, "prevalence" | "qualities">;

const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

const logOdds = (probability: number): number => Math.log(probability) - Math.log(1 - probability);

/** By how much a vote moves the log-odds of met; in logarithms, so that a hundred sources do not underflow. */
const weightOf = ({ sensitivity, specificity }: SourceQuality, proves: boolean): number =>
  proves
    ? Math.log(sensitivity) - Math.log(1 - specificity)
    : Math.log(1 - sensitivity) - Math.log(specificity);

/** Ballots with sources as positions: the same is counted over and over, and a table of names takes ten times as long. */
interface Sheet {
  readonly sources: readonly string[];
  readonly counts: readonly number[];
  /** Per ballot, the positions of who voted, twice each, and one more where the vote proves. */
  readonly votes: readonly Int32Array[];
}

const sheetOf = (ballots: readonly Ballot[], sources: readonly string[]): Sheet => {
  const positions = new Map(sources.map((source, position) => [source, position]));
  return {
    sources,
    counts: ballots.map(({ count }) => count),
    votes: ballots.map(({ votes }) =>
      Int32Array.from(
        [...votes].flatMap(([source, proves]) => {
          const position = positions.get(source);
          return position === undefined ? [] : [position * 2 + (proves ? 1 : 0)];
        }),
      ).toSorted(),
    ),
  };
};

/** `met`: per ballot, the probability that its questions are met. */
const estimate = ({ sources, counts, votes }: Sheet, met: readonly number[]): Fit => {
  // Expected counts of who contradicts and who proves, of what is met and what is not, begun with the pseudo-counts.
  const ofMet = Float64Array.from(sources.flatMap(() => [wrong, right]));
  const ofNot = Float64Array.from(sources.flatMap(() => [right, wrong]));
  let [all, allMet]: [number, number] = [priorMet + priorNotMet, priorMet];
  for (const [index, cast] of votes.entries()) {
    const share = met[index] ?? 0.5;
    const count = counts[index] ?? 0;
    all += count;
    allMet += count * share;
    for (const vote of cast) {
      ofMet[vote] = (ofMet[vote] ?? 0) + count * share;
      ofNot[vote] = (ofNot[vote] ?? 0) + count * (1 - share);
    }
  }
  const shareOf = (counted: Float64Array, vote: number): number =>
    (counted[vote] ?? 0) / ((counted[vote] ?? 0) + (counted[vote ^ 1] ?? 0));
  const qualities = new Map(
    sources.map((source, position) => [
      source,
      { sensitivity: shareOf(ofMet, position * 2 + 1), specificity: shareOf(ofNot, position * 2) },
    ]),
  );
  return { prevalence: allMet / all, qualities };
};

/** The probability of met for each ballot of the sheet. */
const expectMet = ({ votes }: Sheet, { prevalence, qualities }: Fit): number[] => {
  const weights = Float64Array.from(
    [...qualities.values()].flatMap((quality) => [
      weightOf(quality, false),
      weightOf(quality, true),
    ]),
  );
  const begin = logOdds(prevalence);
  return votes.map((cast) => {
    let sum = begin;
    for (const vote of cast) sum += weights[vote] ?? 0;
    return logistic(sum);
  });
};

/** Sources are summed in the order of their names, so that the last digit hangs neither on who voted first nor on how it was kept. */
export const dawidSkeneOf = (fit: Omit<DawidSkene, "probabilityMet">): DawidSkene => {
  const begin = logOdds(fit.prevalence);
  const weights = [...fit.qualities]
    .map(([source, quality]) => ({
      source,
      proves: weightOf(quality, true),
      contradicts: weightOf(quality, false),
    }))
    .toSorted((a, b) => (a.source < b.source ? -1 : 1));
  return {
    ...fit,
    probabilityMet: (votes) => {
      let sum = begin;
      for (const { source, proves, contradicts } of weights) {
        const vote = votes.get(source);
        if (vote !== undefined) sum += vote ? proves : contradicts;
      }
      return logistic(sum);
    },
  };
};

/**
 * Two-coin Dawid-Skene (A. P. Dawid, A. M. Skene, Applied Statistics 28 (1979) 20-28) by expectation maximisation, begun
 * with the plain majority and therefore without chance: the same ballots give the same numbers.
 */
export const fitDawidSkene = (
  ballots: readonly Ballot[],
  sources: readonly string[],
): DawidSkene => {
  const sheet = sheetOf(ballots, sources);
  let met: readonly number[] = ballots.map(({ votes }) => {
    const majority = majorityOf(votes);
    return majority === null ? 0.5 : majority ? 0.9 : 0.1;
  });
  let fit = estimate(sheet, met);
  let iterations = 1;
  for (; iterations < maxIterations; iterations += 1) {
    const next = expectMet(sheet, fit);
    const moved = next.reduce((most, p, at) => Math.max(most, Math.abs(p - (met[at] ?? 0))), 0);
    met = next;
    fit = estimate(sheet, met);
    if (moved < closeEnough) break;
  }
  return dawidSkeneOf({ ...fit, iterations });
};
