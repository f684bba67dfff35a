/** Keeps, of everything ever observed, what still holds: the newest word of each source on each check of each subject. */

import { timeOf, type EvidenceItem } from "./evidence-item.ts";

export interface CurrentItems<T extends EvidenceItem> {
  readonly add: (item: T) => void;
  /** All that share the newest time: a tool may report one check at several places. */
  readonly values: () => Iterable<T>;
}

export const collectCurrent = <T extends EvidenceItem>(): CurrentItems<T> => {
  const newest = new Map<string, { time: number; items: T[] }>();
  return {
    add: (item) => {
      const key = `${item.family}\n${item.subject.kind}\n${item.subject.id}\n${item.check}`;
      const time = timeOf(item);
      const held = newest.get(key);
      if (held === undefined || held.time < time) newest.set(key, { time, items: [item] });
      else if (held.time === time) held.items.push(item);
    },
    *values() {
      for (const { items } of newest.values()) yield* items;
    },
  };
};
