/** Gathers what one file said up to a moment: what it says of later is counted and left out. */

import {
  gatherFile,
  type EvidenceItem,
  type GatheredFile,
  type ReportScope,
} from "@fenji/assessment";

export interface GatheringUntil<T extends EvidenceItem> {
  readonly cover: (scope: ReportScope, endedAt: string | null) => void;
  /** Whether it counts: false for what was observed after the moment. */
  readonly add: (scope: string, item: T, keep: boolean) => boolean;
  readonly result: () => { readonly gathered: GatheredFile<T>; readonly later: number };
}

const keyOf = ({ family, scope, subject }: ReportScope): string =>
  `${family}\n${scope}\n${subject.kind}\n${subject.id}`;

/**
 * `asOf`: ISO 8601 in UTC. With `leaveOut`, what is later is left out (without, a clock that is ahead is taken for receipt's). A report that goes on after the moment had not ended by then: what it had seen counts, but it
 * does not clear what earlier reports say. So does one that names no time and stands in a file that goes on after it.
 */
export const gatherUntil = <T extends EvidenceItem>(
  asOf: string,
  leaveOut: boolean,
): GatheringUntil<T> => {
  const gathering = gatherFile<T>(asOf);
  const covers: { readonly scope: ReportScope; readonly endedAt: string | null }[] = [];
  const unended = new Set<string>();
  let later = 0;
  return {
    cover: (scope, endedAt) => {
      covers.push({ scope, endedAt });
    },
    add: (scope, item, keep) => {
      if (leaveOut && item.observedAt !== null && item.observedAt > asOf) {
        unended.add(keyOf({ family: item.family, scope, subject: item.subject }));
        later += 1;
        return false;
      }
      gathering.add(scope, item, keep);
      return true;
    },
    result: () => {
      for (const { scope, endedAt } of covers) {
        const ended = !leaveOut || (endedAt === null ? later === 0 : endedAt <= asOf);
        if (ended && !unended.has(keyOf(scope))) gathering.cover(scope, endedAt);
      }
      return { gathered: gathering.result(), later };
    },
  };
};
