/** Keeps, of everything ever observed, what still holds: the newest word of each source on each check of each subject. */

import { compareRevisions } from "./arbitration/compare-revisions.ts";
import { timeOf, type EvidenceItem } from "./evidence-item.ts";

export interface CurrentItem<T extends EvidenceItem> {
  readonly item: T;
  /** When it was so, in milliseconds. */
  readonly time: number;
}

export interface CurrentItems<T extends EvidenceItem> {
  readonly add: (item: T) => void;
  /** All that share the newest time: a tool may report one check at several places. */
  readonly values: () => Iterable<CurrentItem<T>>;
}

interface Word<T> {
  readonly revision: string | null;
  time: number;
  items: T[];
}

const dayMs = 86_400_000;

/**
 * A later look with the same or a newer revision supersedes; a later look with an older one does so only when the newer one
 * was not used for longer than the window. Until then both count, and a fail of either outweighs. That order has no
 * circles, so one more fail never brings an older pass back.
 */
const supersedes = <T>(a: Word<T>, b: Word<T>, windowMs: number): boolean => {
  if (a.time > b.time + windowMs) return true;
  const order = compareRevisions(a.revision, b.revision);
  return order > 0 ? a.time >= b.time : order === 0 && a.time > b.time;
};

const wordsThatCount = <T>(words: readonly Word<T>[], windowMs: number): readonly Word<T>[] =>
  words.filter((word) => !words.some((other) => supersedes(other, word, windowMs)));

const hear = <T extends EvidenceItem>(words: Word<T>[], item: T, time: number): void => {
  const word = words.find(({ revision }) => revision === item.revision);
  if (word === undefined) words.push({ revision: item.revision, time, items: [item] });
  else if (word.time < time) {
    word.time = time;
    word.items = [item];
  } else if (word.time === time) word.items.push(item);
};

/** `windowDays`: how long a newer revision of the item's check outweighs a later look with an older one. */
export const collectCurrent = <T extends EvidenceItem>(
  windowDays: (item: T) => number,
): CurrentItems<T> => {
  const words = new Map<string, Word<T>[]>();
  return {
    add: (item) => {
      const key = `${item.family}\n${item.subject.kind}\n${item.subject.id}\n${item.check}`;
      const time = timeOf(item);
      const held = words.get(key);
      if (held === undefined) words.set(key, [{ revision: item.revision, time, items: [item] }]);
      else hear(held, item, time);
    },
    *values() {
      for (const held of words.values()) {
        const item = held[0]?.items[0];
        const counting =
          held.length === 1 || item === undefined
            ? held
            : wordsThatCount(held, windowDays(item) * dayMs);
        for (const { items, time } of counting) for (const one of items) yield { item: one, time };
      }
    },
  };
};
