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

/** In logarithms, so that a hundred sources do not underflow. */
const logOddsMet = ({ prevalence, qualities }: Fit, votes: Votes): number => {
  let sum = Math.log(prevalence) - Math.log(1 - prevalence);
  for (const [source, proves] of votes) {
    const quality = qualities.get(source);
    if (quality === undefined) continue;
    const { sensitivity, specificity } = quality;
    sum += proves
      ? Math.log(sensitivity) - Math.log(1 - specificity)
      : Math.log(1 - sensitivity) - Math.log(specificity);
  }
  return sum;
};

/** Expected counts of one source, with the pseudo-counts: met called met and not met, not met called not met and met. */
type Sums = readonly [hits: number, misses: number, rejections: number, falseAlarms: number];

const estimate = (
  ballots: readonly Ballot[],
  met: readonly number[],
  sources: readonly string[],
): Fit => {
  const unknown: Sums = [right, wrong, right, wrong];
  const sums = new Map(sources.map((source) => [source, unknown]));
  let [all, allMet]: [number, number] = [priorMet + priorNotMet, priorMet];
  for (const [index, { votes, count }] of ballots.entries()) {
    const share = met[index] ?? 0.5;
    all += count;
    allMet += count * share;
    for (const [source, proves] of votes) {
      const [a, b, c, d] = sums.get(source) ?? unknown;
      const [ofMet, ofNot] = [count * share, count * (1 - share)];
      sums.set(source, proves ? [a + ofMet, b, c, d + ofNot] : [a, b + ofMet, c + ofNot, d]);
    }
  }
  const qualities = new Map(
    [...sums].map(([source, [a, b, c, d]]) => [
      source,
      { sensitivity: a / (a + b), specificity: c / (c + d) },
    ]),
  );
  return { prevalence: allMet / all, qualities };
};

export const dawidSkeneOf = (fit: Omit<DawidSkene, "probabilityMet">): DawidSkene => ({
  ...fit,
  probabilityMet: (votes) => logistic(logOddsMet(fit, votes)),
});

/**
 * Two-coin Dawid-Skene (A. P. Dawid, A. M. Skene, Applied Statistics 28 (1979) 20-28) by expectation maximisation, begun
 * with the plain majority and therefore without chance: the same ballots give the same numbers.
 */
export const fitDawidSkene = (
  ballots: readonly Ballot[],
  sources: readonly string[],
): DawidSkene => {
  let met: readonly number[] = ballots.map(({ votes }) => {
    const majority = majorityOf(votes);
    return majority === null ? 0.5 : majority ? 0.9 : 0.1;
  });
  let fit = estimate(ballots, met, sources);
  let iterations = 1;
  for (; iterations < maxIterations; iterations += 1) {
    const held = fit;
    const next = ballots.map(({ votes }) => logistic(logOddsMet(held, votes)));
    const moved = next.reduce((most, p, at) => Math.max(most, Math.abs(p - (met[at] ?? 0))), 0);
    met = next;
    fit = estimate(ballots, met, sources);
    if (moved < closeEnough) break;
  }
  return dawidSkeneOf({ ...fit, iterations });
};
