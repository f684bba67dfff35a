/** How sources fare against each other over many questions: dissent, copying, and whether their errors can be estimated. */

import { groupVotes, majorityOf, type Ballot } from "./ballots.ts";
import { fitDawidSkene, type DawidSkene, type SourceQuality } from "./dawid-skene.ts";
import { findCopies, type CopiedPair } from "./find-copies.ts";
import { wilsonInterval, type Interval } from "./wilson-interval.ts";

export interface SourceHealth {
  /** A lineage. */
  readonly source: string;
  /** Questions that it answered. */
  readonly questions: number;
  /** Of these, on how many the others had a majority, and on how many it stood against that. */
  readonly compared: number;
  readonly dissents: number;
  /** Share of dissents among the compared, with its interval at 95 %; null where nothing could be compared. */
  readonly dissentRate: number | null;
  readonly interval: Interval;
  /** As estimated; null where the estimate is not used. */
  readonly quality: SourceQuality | null;
}

/**
 * | reason        | why the estimate is not used                                                          |
 * | ------------- | ------------------------------------------------------------------------------------- |
 * | few-sources   | fewer than `minSources` independent lineages answered `minAnswers` shared questions   |
 * | few-questions | fewer than `minQuestions` were answered by two or more                                |
 * | implausible   | it calls most sources worse than chance, or contradicts the majority too often        |
 */
export type NotEstimated = "few-sources" | "few-questions" | "implausible";

export interface WeighedSources {
  readonly health: readonly SourceHealth[];
  /** To be warned of; such sources vote as one. */
  readonly copies: readonly CopiedPair[];
  /** The name under which a lineage votes. */
  readonly groupOf: (source: string) => string;
  /** Null with its reason in `notEstimated`. */
  readonly estimate: DawidSkene | null;
  readonly notEstimated: NotEstimated | null;
}

export const guardRails = {
  minSources: 3,
  minQuestions: 100,
  minAnswers: 30,
  /** Share of the questions with a majority on which the estimate must say the same. */
  minAgreement: 0.75,
} as const;

const nobody: WeighedSources = {
  health: [],
  copies: [],
  groupOf: (source) => source,
  estimate: null,
  notEstimated: "few-sources",
};

interface Dissent {
  questions: number;
  compared: number;
  dissents: number;
}

const countDissent = (
  ballots: readonly Ballot[],
  groupOf: (source: string) => string,
): ReadonlyMap<string, Dissent> => {
  const counts = new Map<string, Dissent>();
  for (const { votes, count } of ballots) {
    const grouped = groupVotes(votes, groupOf);
    for (const [source, proves] of votes) {
      const held = counts.get(source) ?? { questions: 0, compared: 0, dissents: 0 };
      counts.set(source, held);
      const others = new Map([...grouped].filter(([group]) => group !== groupOf(source)));
      const majority = majorityOf(others);
      held.questions += count;
      if (majority === null) continue;
      held.compared += count;
      if (majority !== proves) held.dissents += count;
    }
  }
  return counts;
};

const isPlausible = (fit: DawidSkene, ballots: readonly Ballot[]): boolean => {
  const better = [...fit.qualities.values()].filter(
    ({ sensitivity, specificity }) => sensitivity + specificity > 1,
  );
  if (better.length * 2 <= fit.qualities.size) return false;
  let [all, alike] = [0, 0];
  for (const { votes, count } of ballots) {
    const majority = majorityOf(votes);
    if (majority === null || votes.size < 2) continue;
    all += count;
    if (fit.probabilityMet(votes) > 0.5 === majority) alike += count;
  }
  return alike >= guardRails.minAgreement * all;
};

const estimateFrom = (
  ballots: readonly Ballot[],
): Pick<WeighedSources, "estimate" | "notEstimated"> => {
  const shared = ballots.filter(({ votes }) => votes.size > 1);
  const answers = new Map<string, number>();
  for (const { votes, count } of shared)
    for (const source of votes.keys()) answers.set(source, (answers.get(source) ?? 0) + count);
  const sources = [...answers.keys()]
    .filter((source) => (answers.get(source) ?? 0) >= guardRails.minAnswers)
    .toSorted();
  if (sources.length < guardRails.minSources)
    return { estimate: null, notEstimated: "few-sources" };
  const questions = shared.reduce((sum, { count }) => sum + count, 0);
  if (questions < guardRails.minQuestions) return { estimate: null, notEstimated: "few-questions" };
  const known = new Set(sources);
  const ofKnown = ballots.map(({ votes, count }) => ({
    votes: new Map([...votes].filter(([source]) => known.has(source))),
    count,
  }));
  const fit = fitDawidSkene(
    ofKnown.filter(({ votes }) => votes.size > 0),
    sources,
  );
  return isPlausible(fit, ofKnown)
    ? { estimate: fit, notEstimated: null }
    : { estimate: null, notEstimated: "implausible" };
};

/** The same for the same ballots in any order. */
export const weighSources = (ballots: readonly Ballot[]): WeighedSources => {
  const sources = [...new Set(ballots.flatMap(({ votes }) => [...votes.keys()]))].toSorted();
  if (sources.length === 0) return nobody;
  const { pairs, groups } = findCopies(ballots, sources);
  const groupOf = (source: string): string => groups.get(source) ?? source;
  const grouped = ballots.map(({ votes, count }) => ({ votes: groupVotes(votes, groupOf), count }));
  const estimated = estimateFrom(grouped);
  const dissent = countDissent(ballots, groupOf);
  const health = sources.map((source): SourceHealth => {
    const { questions, compared, dissents } = dissent.get(source) ?? {
      questions: 0,
      compared: 0,
      dissents: 0,
    };
    return {
      source,
      questions,
      compared,
      dissents,
      dissentRate: compared === 0 ? null : dissents / compared,
      interval: wilsonInterval(dissents, compared),
      quality: estimated.estimate?.qualities.get(groupOf(source)) ?? null,
    };
  });
  return { health, copies: pairs, groupOf, ...estimated };
};
