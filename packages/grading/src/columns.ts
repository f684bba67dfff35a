/** Facts of many objects as columns, one typed array per fact with a bit per unknown value. */

/** Bit `row % 32` of word `row >> 5` is set where the value is unknown; null: every value is known. */
export type Unknowns = Uint32Array | null;

/** Values within the fact's range; never NaN. Where unknown the value does not matter. */
export interface NumberColumn {
  readonly kind: "number";
  readonly values: Float64Array;
  readonly unknown: Unknowns;
}

/** 0 no, 1 yes. */
export interface BooleanColumn {
  readonly kind: "boolean";
  readonly values: Uint8Array;
  readonly unknown: Unknowns;
}

/** Position of the option in the fact's list. */
export interface ChoiceColumn {
  readonly kind: "choice";
  readonly values: Uint16Array;
  readonly unknown: Unknowns;
}

/** Bit i: the option at position i. */
export interface SetColumn {
  readonly kind: "set";
  readonly values: Uint16Array;
  readonly unknown: Unknowns;
}

export type Column = NumberColumn | BooleanColumn | ChoiceColumn | SetColumn;

/** A fact without a column is unknown in every row. */
export interface Columns {
  readonly rows: number;
  readonly byFact: ReadonlyMap<string, Column>;
}

export const isUnknown = (unknown: Unknowns, row: number): boolean =>
  unknown !== null && ((unknown[row >> 5] ?? 0) & (1 << (row & 31))) !== 0;
