/** Facts being edited: sections in the pack's order, and what differs from what is stored. */

import type { LocalizedText } from "@fenji/kernel";
import type { Facts, FactDefinition, FactValue } from "@fenji/regime";

export interface FactSection {
  readonly title: LocalizedText | null;
  readonly facts: readonly FactDefinition[];
}

/** Sections in the order of their first fact. */
export const sectionsOf = (facts: readonly FactDefinition[]): FactSection[] => {
  const byTitle = Map.groupBy(facts, (fact) => fact.section?.zh ?? "");
  return [...byTitle.values()].map((members) => ({
    title: members[0]?.section ?? null,
    facts: members,
  }));
};

/** Absent and null are the same: unknown. Sets compare without order. */
export const sameValue = (a: FactValue | undefined, b: FactValue | undefined): boolean =>
  JSON.stringify(plain(a)) === JSON.stringify(plain(b));

const plain = (value: FactValue | undefined): unknown =>
  isSet(value) ? value.toSorted() : (value ?? null);

const isSet = (value: FactValue | undefined): value is readonly string[] => Array.isArray(value);

/** Ids of the facts that differ, in the pack's order. */
export const changedFacts = (
  definitions: readonly FactDefinition[],
  stored: Facts,
  draft: Facts,
): string[] =>
  definitions.filter(({ id }) => !sameValue(stored[id], draft[id])).map(({ id }) => id);

/** My changes since `base`, put on top of `newest`. */
export const rebase = (mine: Facts, base: Facts, newest: Facts): Facts => {
  const ids = new Set([...Object.keys(mine), ...Object.keys(base), ...Object.keys(newest)]);
  return Object.fromEntries(
    [...ids].map((id) => [id, (sameValue(mine[id], base[id]) ? newest[id] : mine[id]) ?? null]),
  );
};
