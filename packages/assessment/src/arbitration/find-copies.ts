/** Finds sources that seem to copy each other: they err together far more often than two that look for themselves. */

import { majorityOf, type Ballot, type Votes } from "./ballots.ts";

export interface CopiedPair {
  readonly sources: readonly [string, string];
  /** Questions that both answered and on which the others had a majority. */
  readonly questions: number;
  /** Questions on which both stand against that majority, and how many would be expected of independent sources. */
  readonly together: number;
  readonly expected: number;
}

/** Fewer shared dissents are chance, or one hard question. */
const minTogether = 8;
/** The dissents they share, among those of the one that dissents more seldom: a copier has few of its own. */
const minShare = 0.5;
/** How unlikely so many must be for two independent sources; pairs are many, so it is small. */
const maxTail = 1e-6;

/** Probability of at least `count` events where `mean` are expected (Poisson). */
const poissonTail = (count: number, mean: number): number => {
  let term = Math.exp(-mean);
  let below = 0;
  for (let k = 0; k < count; k += 1) {
    below += term;
    term *= mean / (k + 1);
  }
  return Math.max(0, 1 - below);
};

const without = (votes: Votes, a: string, b: string): Votes =>
  new Map([...votes].filter(([source]) => source !== a && source !== b));

const comparePair = (ballots: readonly Ballot[], a: string, b: string): CopiedPair | null => {
  let [questions, ofA, ofB, together] = [0, 0, 0, 0];
  for (const { votes, count } of ballots) {
    const [x, y] = [votes.get(a), votes.get(b)];
    if (x === undefined || y === undefined) continue;
    const others = without(votes, a, b);
    // One other source against two is no reference: who of them errs is open.
    const majority = others.size < 2 ? null : majorityOf(others);
    if (majority === null) continue;
    questions += count;
    if (x !== majority) ofA += count;
    if (y !== majority) ofB += count;
    if (x !== majority && y !== majority) together += count;
  }
  if (questions === 0 || together < minTogether) return null;
  const expected = (ofA * ofB) / questions;
  if (together < minShare * Math.min(ofA, ofB)) return null;
  if (poissonTail(together, expected) > maxTail) return null;
  return { sources: [a, b], questions, together, expected };
};

/** Pairs in the order of their names. */
export const findCopies = (
  ballots: readonly Ballot[],
  sources: readonly string[],
): readonly CopiedPair[] =>
  sources.flatMap((a, index) =>
    sources.slice(index + 1).flatMap((b) => {
      const found = comparePair(ballots, a, b);
      return found === null ? [] : [found];
    }),
  );

/** The name under which a source votes: all that are tied by copying, however long the chain, vote as one. */
export const groupsOf = (
  sources: readonly string[],
  copies: readonly Pick<CopiedPair, "sources">[],
): ReadonlyMap<string, string> => {
  const group = new Map(sources.map((source) => [source, source]));
  for (const { sources: pair } of copies) {
    const [one, other] = pair.map((source) => group.get(source) ?? source).toSorted();
    if (one === undefined || other === undefined || one === other) continue;
    for (const [source, of] of group) if (of === other) group.set(source, one);
  }
  return group;
};
