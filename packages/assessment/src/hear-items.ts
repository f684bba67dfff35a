/** Hears items one after another: each casts its lineage's vote at the elements that it speaks of. */

import { lineageOf } from "./arbitration/lineage.ts";
import type { AssessmentIndex, Match } from "./assessment-index.ts";
import { castVote, type ElementVotes } from "./element-votes.ts";
import type { EvidenceItem } from "./evidence-item.ts";
import { noteAge, type AgeNotes } from "./freshness/age-notes.ts";
import type { AgeTeller } from "./freshness/freshness.ts";
import type { JudgedObservation } from "./judged-observation.ts";
import type { CurrentItem } from "./select-current.ts";
import type { Says } from "./verdict.ts";

/** Where the votes on one element gather. */
export interface Bench<T extends EvidenceItem> {
  readonly votes: ElementVotes;
  readonly shown: JudgedObservation<T>[];
  readonly ages: AgeNotes;
  total: number;
}

export const saysMost: readonly Says[] = ["contradicts", "proves", "proves-in-part", "nothing"];

export interface Hearing {
  readonly index: AssessmentIndex;
  readonly ages: AgeTeller;
  /** Observations kept per bench. */
  readonly maxShown: number;
}

interface Heard {
  readonly says: Says;
  readonly match: Match;
}

/** Casts the item's vote at every element that a selector of it reaches; expired ones are only shown. */
const hear = <T extends EvidenceItem>(
  { index, ages, maxShown }: Hearing,
  benches: readonly Bench<T>[],
  { item, time }: CurrentItem<T>,
): void => {
  const heard = new Map<number, Heard>();
  const aged = ages.ageOf(item, time);
  const lineage = lineageOf(item.family);
  for (const match of index.matchesOf(item)) {
    const { element, selector: position, relation } = match;
    const selector = index.elements[element]?.element.selectors[position];
    const bench = benches[element];
    if (selector === undefined || bench === undefined) continue;
    const says =
      aged.age === "expired"
        ? "nothing"
        : castVote(bench.votes, item, { selector, position, relation, lineage });
    const before = heard.get(element);
    if (before === undefined || saysMost.indexOf(says) < saysMost.indexOf(before.says))
      heard.set(element, { says, match });
  }
  for (const [element, { says, match }] of heard) {
    const bench = benches[element];
    if (bench === undefined) continue;
    bench.total += 1;
    noteAge(bench.ages, aged, says);
    const { path, relations, relation } = match;
    if (maxShown > 0) bench.shown.push({ item, says, age: aged.age, path, relations, relation });
  }
};

/** One bench per element of the index, in its order. */
export const hearItems = <T extends EvidenceItem>(
  hearing: Hearing,
  items: Iterable<CurrentItem<T>>,
): readonly Bench<T>[] => {
  const benches = hearing.index.elements.map((): Bench<T> => ({
    votes: new Map(),
    shown: [],
    ages: { age: null, staleAt: null, expiresAt: null, changesAt: null },
    total: 0,
  }));
  for (const one of items) hear(hearing, benches, one);
  return benches;
};
