/** Writes the class of every value of a column, without branching on the values. */

import { AppError } from "@fenji/kernel";
import type { Column, Unknowns } from "./columns.ts";
import type { FactClasses, Threshold } from "./fact-classes.ts";

/** One byte per code where every fact has fewer than 256 classes, else two. */
export type Codes = Uint8Array | Uint16Array;

/**
 * @throws AppError `fact.column-length` where the column does not have a value for every row of `codes`,
 * `fact.wrong-type` where its kind is not the fact's.
 */
export const encodeColumn = (
  classes: FactClasses,
  column: Column | undefined,
  codes: Codes,
): void => {
  if (column === undefined) {
    codes.fill(classes.count);
    return;
  }
  requireFit(classes, column, codes.length);
  if (column.kind === "number" && classes.kind === "number")
    encodeNumbers(classes.thresholds, column.values, codes);
  else if (column.kind === "boolean") copy(column.values, codes);
  else if (column.kind !== "number" && (classes.kind === "choice" || classes.kind === "set"))
    lookUp(classes.classOf, column.values, codes);
  if (column.unknown !== null) markUnknown(column.unknown, classes.count, codes);
};

const requireFit = (classes: FactClasses, column: Column, rows: number): void => {
  const { fact } = classes;
  if (column.kind !== classes.kind)
    throw new AppError("fact.wrong-type", { fact, expected: classes.kind, actual: column.kind });
  if (column.values.length !== rows)
    throw new AppError("fact.column-length", {
      fact,
      actual: column.values.length,
      expected: rows,
    });
};

/** Four thresholds a pass: comparisons are summed as numbers, which the processor does not have to guess. */
const encodeNumbers = (
  thresholds: readonly Threshold[],
  values: Float64Array,
  codes: Codes,
): void => {
  if (thresholds.length > 16) {
    searchNumbers(
      Float64Array.from(thresholds, ({ from }) => from),
      values,
      codes,
    );
    return;
  }
  codes.fill(0);
  const at = (index: number): number => thresholds[index]?.from ?? Infinity;
  for (let index = 0; index < thresholds.length; index += 4)
    countReached([at(index), at(index + 1), at(index + 2), at(index + 3)], values, codes);
};

const countReached = (
  [a, b, c, d]: readonly [number, number, number, number],
  values: Float64Array,
  codes: Codes,
): void => {
  for (let row = 0; row < codes.length; row += 1) {
    const value = values[row] ?? 0;
    codes[row] =
      (codes[row] ?? 0) + (+(value >= a) + +(value >= b) + +(value >= c) + +(value >= d));
  }
};

const searchNumbers = (thresholds: Float64Array, values: Float64Array, codes: Codes): void => {
  for (let row = 0; row < codes.length; row += 1) {
    const value = values[row] ?? 0;
    let low = 0;
    let high = thresholds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value >= (thresholds[middle] ?? Infinity)) low = middle + 1;
      else high = middle;
    }
    codes[row] = low;
  }
};

const copy = (values: Uint8Array | Uint16Array, codes: Codes): void => {
  for (let row = 0; row < codes.length; row += 1) codes[row] = values[row] ?? 0;
};

const lookUp = (classOf: Uint16Array, values: Uint8Array | Uint16Array, codes: Codes): void => {
  for (let row = 0; row < codes.length; row += 1) codes[row] = classOf[values[row] ?? 0] ?? 0;
};

/** Visits the set bits only. */
const markUnknown = (unknown: Exclude<Unknowns, null>, code: number, codes: Codes): void => {
  const words = Math.ceil(codes.length / 32);
  for (let word = 0; word < words; word += 1) {
    let bits = unknown[word] ?? 0;
    while (bits !== 0) {
      const bit = 31 - Math.clz32(bits & -bits);
      const row = word * 32 + bit;
      if (row < codes.length) codes[row] = code;
      bits &= bits - 1;
    }
  }
};
