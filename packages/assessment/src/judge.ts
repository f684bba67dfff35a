/** Observations in, verdicts out: which requirements are met, contradicted, disputed or unknown, and what says so. */

import type { Requirement } from "@fenji/regime";
import type { AssessmentIndex } from "./assessment-index.ts";
import { castVote, type ElementVotes } from "./element-votes.ts";
import type { EvidenceItem } from "./evidence-item.ts";
import { judgeElement } from "./judge-element.ts";
import { collectCurrent } from "./select-current.ts";
import {
  verdictOf,
  type ElementOutcome,
  type ElementState,
  type Says,
  type Verdict,
} from "./verdict.ts";

export interface JudgedObservation<T extends EvidenceItem> {
  readonly item: T;
  readonly says: Says;
  readonly path: readonly string[];
}

export interface JudgedElement<T extends EvidenceItem> {
  readonly id: string;
  readonly state: ElementState;
  /** Current observations that a selector of the element speaks of, the most telling first, at most `maxShown`. */
  readonly observations: readonly JudgedObservation<T>[];
  readonly observationsTotal: number;
}

export interface JudgedRequirement<T extends EvidenceItem> {
  readonly requirement: Requirement;
  readonly verdict: Verdict;
  readonly elements: readonly JudgedElement<T>[];
}

export interface Judge<T extends EvidenceItem> {
  /** In any order; a later look at the same check supersedes an earlier one. */
  readonly add: (item: T) => void;
  /** One per requirement of the index, in its order. */
  readonly verdicts: () => JudgedRequirement<T>[];
}

interface Bench<T extends EvidenceItem> {
  readonly votes: ElementVotes;
  readonly shown: JudgedObservation<T>[];
  total: number;
}

const saysMost: readonly Says[] = ["contradicts", "proves", "proves-in-part", "nothing"];

const tellingFirst = <T extends EvidenceItem>(
  shown: JudgedObservation<T>[],
): JudgedObservation<T>[] =>
  shown.sort((a, b) => saysMost.indexOf(a.says) - saysMost.indexOf(b.says));

/** Takes what reaches no requirement into no account, so memory follows what is relevant. */
export const openJudge = <T extends EvidenceItem>(
  index: AssessmentIndex,
  maxShown: number = Number.POSITIVE_INFINITY,
): Judge<T> => {
  const current = collectCurrent<T>();

  const hear = (item: T, benches: readonly Bench<T>[]): void => {
    const heard = new Map<number, { says: Says; path: readonly string[] }>();
    for (const { element, selector: position, path } of index.matchesOf(item)) {
      const selector = index.elements[element]?.element.selectors[position];
      const bench = benches[element];
      if (selector === undefined || bench === undefined) continue;
      const says = castVote(bench.votes, item, { selector, position });
      const before = heard.get(element);
      if (before === undefined || saysMost.indexOf(says) < saysMost.indexOf(before.says))
        heard.set(element, { says, path });
    }
    for (const [element, { says, path }] of heard) {
      const bench = benches[element];
      if (bench === undefined) continue;
      bench.total += 1;
      if (maxShown > 0) bench.shown.push({ item, says, path });
    }
  };

  return {
    add: (item) => {
      // What a maker says of a product says nothing of any plant that may have it.
      if (item.subject.kind === "product") return;
      if (index.matchesOf(item).length > 0) current.add(item);
    },
    verdicts: () => {
      const benches = index.elements.map((): Bench<T> => ({
        votes: new Map(),
        shown: [],
        total: 0,
      }));
      for (const item of current.values()) hear(item, benches);
      const judged = new Map<Requirement, (JudgedElement<T> & ElementOutcome)[]>();
      for (const [position, { requirement, element }] of index.elements.entries()) {
        const bench = benches[position];
        const elements = judged.get(requirement) ?? [];
        judged.set(requirement, elements);
        elements.push({
          id: element.id,
          ...judgeElement(element, bench?.votes ?? new Map()),
          observations: tellingFirst(bench?.shown ?? []).slice(0, maxShown),
          observationsTotal: bench?.total ?? 0,
        });
      }
      return index.requirements.map((requirement) => {
        const elements = judged.get(requirement) ?? [];
        return { requirement, verdict: verdictOf(elements), elements };
      });
    },
  };
};

/** Judges all at once what is already in memory. */
export const judge = <T extends EvidenceItem>(
  index: AssessmentIndex,
  items: Iterable<T>,
): JudgedRequirement<T>[] => {
  const open = openJudge<T>(index);
  for (const item of items) open.add(item);
  return open.verdicts();
};
