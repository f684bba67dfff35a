/** Observations in, verdicts out: which requirements are met, contradicted, disputed or unknown, and what says so. */

import type { EvidenceElement, Requirement } from "@fenji/regime";
import { openBallotBox } from "./arbitration/ballots.ts";
import type { JudgedSubject, Outcome } from "./arbitration/outcome.ts";
import { weighSources, type WeighedSources } from "./arbitration/weigh-sources.ts";
import type { AssessmentIndex } from "./assessment-index.ts";
import { describeSubjects } from "./describe-subjects.ts";
import type { EvidenceItem } from "./evidence-item.ts";
import { ageTeller, type FreshnessAt } from "./freshness/freshness.ts";
import { hearItems, saysMost, type Bench } from "./hear-items.ts";
import type { JudgedObservation } from "./judged-observation.ts";
import { judgeElement, votesOf } from "./judge-element.ts";
import { collectCurrent } from "./select-current.ts";
import type { AgeNotes } from "./freshness/age-notes.ts";
import { verdictOf, type ElementOutcome, type Verdict } from "./verdict.ts";

export interface JudgedElement<T extends EvidenceItem> extends ElementOutcome, AgeNotes {
  readonly id: string;
  /** How far independent sources agree, over all subjects. */
  readonly outcome: Outcome;
  /** Who said what of which subject, those first that need a person, at most `maxShown`. */
  readonly subjects: readonly JudgedSubject[];
  readonly subjectsTotal: number;
  /** Current observations that a selector of the element speaks of, the most telling first, at most `maxShown`. */
  readonly observations: readonly JudgedObservation<T>[];
  readonly observationsTotal: number;
}

export interface JudgedRequirement<T extends EvidenceItem> {
  readonly requirement: Requirement;
  readonly verdict: Verdict;
  readonly elements: readonly JudgedElement<T>[];
}

export interface JudgeSetting<T extends EvidenceItem> {
  /** Observations and subjects kept per element; all of them count. Default: all. */
  readonly maxShown?: number;
  /** At which moment, and how fast evidence ages; left out: nothing ages. */
  readonly freshness?: FreshnessAt;
  /** Which of equally telling observations is shown first; left out: in the order of arrival. */
  readonly order?: (a: T, b: T) => number;
}

export interface Judge<T extends EvidenceItem> {
  /** In any order; a later look at the same check supersedes an earlier one. */
  readonly add: (item: T) => void;
  /** How the sources fare over all questions that were heard here; it takes many for an estimate. */
  readonly sources: () => WeighedSources;
  /**
   * One per requirement of the index, in its order. With `weighed`, sources that copy vote as one and doubtful proofs are
   * contested; nothing becomes met by it.
   */
  readonly verdicts: (weighed?: WeighedSources) => JudgedRequirement<T>[];
}

const tellingFirst =
  <T extends EvidenceItem>(order: (a: T, b: T) => number) =>
  (a: JudgedObservation<T>, b: JudgedObservation<T>): number =>
    saysMost.indexOf(a.says) - saysMost.indexOf(b.says) || order(a.item, b.item);

const asTheyCame = (): number => 0;

interface Judging<T extends EvidenceItem> {
  readonly maxShown: number;
  readonly order: (a: T, b: T) => number;
  readonly weighed: WeighedSources | null;
}

const judgeBench = <T extends EvidenceItem>(
  element: EvidenceElement,
  bench: Bench<T>,
  { maxShown, order, weighed }: Judging<T>,
): JudgedElement<T> => {
  const { votes, shown, ages, total } = bench;
  const { subjects, ...decided } = judgeElement(element, votes, weighed);
  return {
    id: element.id,
    ...decided,
    ...ages,
    subjects: describeSubjects({ element, votes, subjects, maxShown }),
    subjectsTotal: subjects.length,
    observations: shown.toSorted(tellingFirst(order)).slice(0, maxShown),
    observationsTotal: total,
  };
};

const judgeAll = <T extends EvidenceItem>(
  { requirements, elements }: AssessmentIndex,
  benches: readonly Bench<T>[],
  judging: Judging<T>,
): JudgedRequirement<T>[] => {
  const judged = new Map<Requirement, JudgedElement<T>[]>(requirements.map((one) => [one, []]));
  for (const [position, { requirement, element }] of elements.entries()) {
    const bench = benches[position];
    if (bench !== undefined) judged.get(requirement)?.push(judgeBench(element, bench, judging));
  }
  return [...judged].map(([requirement, of]) => ({
    requirement,
    verdict: verdictOf(of),
    elements: of,
  }));
};

const weighBenches = <T extends EvidenceItem>(
  { elements }: AssessmentIndex,
  benches: readonly Bench<T>[],
): WeighedSources => {
  const box = openBallotBox();
  for (const [position, { element }] of elements.entries()) {
    const bench = benches[position];
    if (bench === undefined) continue;
    for (const votes of votesOf(element, bench.votes)) box.add(votes);
  }
  return weighSources(box.ballots());
};

/** Takes what reaches no requirement into no account, so memory follows what is relevant. */
export const openJudge = <T extends EvidenceItem>(
  index: AssessmentIndex,
  { maxShown = Number.POSITIVE_INFINITY, freshness, order = asTheyCame }: JudgeSetting<T> = {},
): Judge<T> => {
  const ages = ageTeller(freshness ?? null);
  const current = collectCurrent<T>(ages.windowDays);
  let heard: readonly Bench<T>[] | null = null;
  const benches = (): readonly Bench<T>[] => {
    heard ??= hearItems({ index, ages, maxShown }, current.values());
    return heard;
  };
  return {
    add: (item) => {
      // What a maker says of a product says nothing of any plant that may have it.
      if (item.subject.kind === "product" || index.matchesOf(item).length === 0) return;
      heard = null;
      current.add(item);
    },
    sources: () => weighBenches(index, benches()),
    verdicts: (weighed) =>
      judgeAll(index, benches(), { maxShown, order, weighed: weighed ?? null }),
  };
};

/** Judges all at once what is already in memory. */
export const judge = <T extends EvidenceItem>(
  index: AssessmentIndex,
  items: Iterable<T>,
  setting: JudgeSetting<T> = {},
): JudgedRequirement<T>[] => {
  const open = openJudge<T>(index, setting);
  for (const item of items) open.add(item);
  return open.verdicts();
};
