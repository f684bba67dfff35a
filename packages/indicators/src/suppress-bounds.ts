/** What an outsider can compute of each withheld value from the published ones. */

import { largestFlow } from "./suppress-flow.ts";
import type { CountTable } from "./suppress-margins.ts";

export interface Interval {
  readonly low: number;
  /** Infinity: nothing published bounds it. */
  readonly high: number;
}

/** Smallest and largest count that agree with every published value; exact, in whole numbers from 0. */
export const intervalOf = (
  table: CountTable,
  withheld: ReadonlySet<number>,
  index: number,
): Interval => {
  const value = table.values[index] ?? 0;
  if (!withheld.has(index)) return { low: value, high: value };
  const about = { table, withheld, around: index, enough: Number.POSITIVE_INFINITY };
  return {
    low: value - largestFlow({ ...about, raise: false }).amount,
    high: value + largestFlow({ ...about, raise: true }).amount,
  };
};

/** Width of the interval, at most `enough`: nobody needs to know how much wider it is. */
export const widthUpTo = (
  enough: number,
  about: {
    readonly table: CountTable;
    readonly withheld: ReadonlySet<number>;
    readonly around: number;
  },
): number => {
  const up = largestFlow({ ...about, raise: true, enough }).amount;
  return up + largestFlow({ ...about, raise: false, enough: enough - up }).amount;
};

export const widthOf = ({ low, high }: Interval): number => high - low;
