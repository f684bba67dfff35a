/**
 * Suppresses a two-way table of counts: what may not be printed, and what must go with it so that it cannot be
 * computed from the rest.
 *
 * Complementary values are chosen one at a time by the cheapest way around the value that they protect (L. H. Cox,
 * Suppression methodology and statistical disclosure control, JASA 75, 1980; the network heuristic of 1995): not the
 * least possible loss, but every interval is exact and none is narrower than asked. A firm that knows that it is in a
 * withheld count itself can raise the low end by one.
 */

import { intervalOf, widthUpTo } from "./suppress-bounds.ts";
import { findRoute, largestFlow, type Route } from "./suppress-flow.ts";
import {
  kindOf,
  placeOf,
  toGrid,
  withMargins,
  type CountTable,
  type Place,
} from "./suppress-margins.ts";
import {
  findSensitive,
  findTellingTotals,
  type PrimaryReason,
  type Rules,
} from "./suppress-primary.ts";

/** `complement`: harmless by itself, but it would give away another. */
export type WithholdingReason = PrimaryReason | "complement";

export interface WithheldValue extends Place {
  readonly reason: WithholdingReason;
  /** Least count that agrees with what is published. */
  readonly low: number;
  /** Largest such count; null: nothing published bounds it. */
  readonly high: number | null;
}

export interface SuppressedTable {
  /** Rows with their totals, then the totals of the columns; null is withheld. */
  readonly grid: readonly (readonly (number | null)[])[];
  readonly withheld: readonly WithheldValue[];
}

interface Withholding {
  readonly reason: WithholdingReason;
  readonly width: number;
}

interface Work {
  readonly table: CountTable;
  readonly rules: Rules;
  readonly withheld: Map<number, Withholding>;
}

/** Totals are what readers look for first, and a zero moves in one direction only. */
const costOf = (table: CountTable, index: number): number => {
  const value = table.values[index] ?? 0;
  switch (kindOf(table, index)) {
    case "cell":
      return value === 0 ? 20 : 1 + Math.log2(1 + value);
    case "row-total":
      return 100 + Math.log2(1 + value);
    case "column-total":
      return 200 + Math.log2(1 + value);
    case "grand-total":
      return 1_000;
  }
};

const everything = Number.POSITIVE_INFINITY;

/** The cheapest way to let a value move further in one direction than it can now. */
const wayOut = (
  { table, withheld }: Work,
  around: number,
  { raise, missing }: { readonly raise: boolean; readonly missing: number },
): Route | undefined => {
  const kept = new Set(withheld.keys());
  const { amount, change } = largestFlow({
    table,
    withheld: kept,
    around,
    raise,
    enough: everything,
  });
  if (!raise && (table.values[around] ?? 0) - amount < missing) return undefined;
  const cost = (index: number) => (kept.has(index) ? 0 : costOf(table, index));
  return findRoute({ table, change, costOf: cost, around, raise, least: missing });
};

/** Withholds more until this value is as uncertain as it must be. Raising the totals with it always works in the end. */
const protect = (work: Work, index: number, width: number): void => {
  const { table } = work;
  const kept = new Set(work.withheld.keys());
  const missing = width - widthUpTo(width, { table, withheld: kept, around: index });
  if (missing <= 0) return;
  const ways = [true, false].flatMap((raise) => wayOut(work, index, { raise, missing }) ?? []);
  const [best] = ways.toSorted((a, b) => a.cost - b.cost);
  if (best === undefined) throw new Error("no way around a withheld value");
  for (const step of best.steps) {
    if (!work.withheld.has(step.index))
      work.withheld.set(step.index, { reason: "complement", width: work.rules.threshold });
  }
};

/** Until every withheld value is protected and no total tells of a small change; each round withholds more, or ends. */
const settle = (work: Work): void => {
  for (let before = -1; before !== work.withheld.size;) {
    before = work.withheld.size;
    // A map gives out what is added while it is walked, so complements are protected too.
    for (const [index, { width }] of work.withheld) protect(work, index, width);
    const telling = findTellingTotals(work.table, work.rules, new Set(work.withheld.keys()));
    for (const index of telling)
      work.withheld.set(index, { reason: "change", width: 2 * work.rules.threshold });
  }
};

/**
 * @param counts rows by columns, at least one of each, margins left out
 * @throws RangeError for what is no table of counts
 */
export const suppressTable = (
  counts: readonly (readonly number[])[],
  rules: Rules,
): SuppressedTable => {
  const table = withMargins(counts);
  const work: Work = { table, rules, withheld: new Map(findSensitive(table, rules)) };
  settle(work);
  const kept = new Set(work.withheld.keys());
  const withheld = [...work.withheld]
    .toSorted(([a], [b]) => a - b)
    .map(([index, { reason }]) => {
      const { low, high } = intervalOf(table, kept, index);
      return { ...placeOf(table, index), reason, low, high: Number.isFinite(high) ? high : null };
    });
  const printed = table.values.map((value, index) => (kept.has(index) ? null : value));
  return { grid: toGrid(table, printed), withheld };
};
