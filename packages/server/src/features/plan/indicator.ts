/** What an indicator is: a name that plans may use, and how its value comes out of what was counted. */

import type { LocalizedText } from "@fenji/kernel";
import type { Measures, Tally } from "./measures.ts";

export interface Reading {
  /** Null: nothing to compute it from. */
  readonly value: number | null;
  readonly rows: number;
  readonly coverage: { readonly counted: number; readonly of: number } | null;
  readonly synthetic: boolean;
}

export interface Indicator {
  readonly id: string;
  readonly unit: LocalizedText;
  /** Set where the value is money in billions, which each language counts in its own step. */
  readonly billionsOf?: "CNY" | "USD";
  readonly decimals: number;
  /** What is counted, for the reader who doubts the number. */
  readonly lineage: LocalizedText;
  /** A list that shows the same rows; null where there is none. */
  readonly href: string | null;
  readonly read: (measures: Measures) => Reading;
}

export const units = {
  firms: { zh: "家", en: "firms" },
  items: { zh: "条", en: "items" },
  clauses: { zh: "条", en: "clauses" },
  percent: { zh: "%", en: "%" },
} as const satisfies Record<string, LocalizedText>;

/** The number of rows is the value. */
export const count = (tally: Tally, of?: number): Reading => ({
  value: tally.rows,
  rows: tally.rows,
  coverage: of === undefined ? null : { counted: tally.rows, of },
  synthetic: tally.synthetic,
});

export const nothing: Tally = { rows: 0, synthetic: false };
