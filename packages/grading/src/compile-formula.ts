/** Turns a derivation's formula into a function of the row, over typed columns. */

import type { Condition, Formula, MeanPart } from "@fenji/regime";
import { isUnknown, type Column } from "./columns.ts";

/** NaN: unknown. ±Infinity: no value (a quotient by zero, a mean of nothing, a number too large). Else the number. */
export type RowNumber = (row: number) => number;

/** 1 holds, 0 does not, NaN unknown. */
type RowTruth = (row: number) => number;

export interface FormulaSource {
  /** Of a fact, or of a derivation computed before; undefined: unknown in every row. */
  readonly column: (fact: string) => Column | undefined;
  /** Ids of the options of a choice or set, in the order of their positions. */
  readonly options: (fact: string) => readonly string[];
}

const none = Number.POSITIVE_INFINITY;

const isNone = (value: number): boolean => value === Infinity || value === -Infinity;

export const compileFormula = (source: FormulaSource, formula: Formula): RowNumber => {
  const inner = (one: Formula): RowNumber => compileFormula(source, one);
  if ("fact" in formula) return numberOf(source.column(formula.fact));
  if ("number" in formula) return () => formula.number;
  if ("option" in formula) return optionNumber(source, formula);
  if ("sum" in formula) return fold(formula.sum.map(inner), (a, b) => a + b);
  if ("product" in formula) return fold(formula.product.map(inner), (a, b) => a * b);
  if ("difference" in formula) return fold(formula.difference.map(inner), (a, b) => a - b);
  if ("quotient" in formula)
    return fold(formula.quotient.map(inner), (a, b) => (b === 0 ? none : a / b));
  if ("least" in formula) return fold(formula.least.map(inner), (a, b) => (b < a ? b : a));
  if ("greatest" in formula) return fold(formula.greatest.map(inner), (a, b) => (b > a ? b : a));
  if ("mean" in formula) return meanOf(source, formula.mean);
  if ("round" in formula) return rounded(inner(formula.round), formula.digits);
  return either(compileTruth(source, formula.when), inner(formula.then), inner(formula.otherwise));
};

const numberOf = (column: Column | undefined): RowNumber => {
  if (column === undefined) return () => Number.NaN;
  const { values, unknown } = column;
  return (row) => {
    const value = values[row] ?? Number.NaN;
    return isUnknown(unknown, row) && value !== none ? Number.NaN : value;
  };
};

const optionNumber = (
  { column, options }: FormulaSource,
  { option, values }: Extract<Formula, { option: string }>,
): RowNumber => {
  const position = numberOf(column(option));
  const byPosition = options(option).map((id) => values[id] ?? Number.NaN);
  return (row) => byPosition[position(row)] ?? Number.NaN;
};

/** Left to right; what is unknown or has no value stays so. */
const fold = (parts: readonly RowNumber[], step: (a: number, b: number) => number): RowNumber => {
  const [first, ...rest] = parts;
  if (first === undefined) return () => none;
  return (row) => {
    let total = first(row);
    for (const part of rest) {
      const value = part(row);
      if (Number.isNaN(total) || Number.isNaN(value)) return Number.NaN;
      if (isNone(total) || isNone(value)) return none;
      total = step(total, value);
    }
    return total;
  };
};

const meanOf = (source: FormulaSource, parts: readonly MeanPart[]): RowNumber => {
  const compiled = parts.map(({ value, weight, unless }) => ({
    value: compileFormula(source, value),
    weight: compileFormula(source, weight),
    unless: unless === null ? null : compileTruth(source, unless),
  }));
  return (row) => {
    let total = 0;
    let weights = 0;
    for (const { value, weight, unless } of compiled) {
      const left = unless === null ? 0 : unless(row);
      if (left === 1) continue;
      const share = weight(row);
      if (share === 0) continue;
      const held = value(row);
      if (isNone(held) && left === 0) continue;
      if (Number.isNaN(left + share + held)) return Number.NaN;
      total += share * held;
      weights += share;
    }
    return weights === 0 ? none : total / weights;
  };
};

/** A whisper above one half, so that 0.285 kept as 0.28499999999999998 still rounds up. */
const half = 0.5 + 1e-9;

const rounded = (value: RowNumber, digits: number): RowNumber => {
  const scale = 10 ** digits;
  return (row) => Math.floor(value(row) * scale + half) / scale;
};

const either = (truth: RowTruth, then: RowNumber, otherwise: RowNumber): RowNumber => {
  return (row) => {
    const held = truth(row);
    if (held === 1) return then(row);
    if (held === 0) return otherwise(row);
    const [a, b] = [then(row), otherwise(row)];
    return a === b ? a : Number.NaN;
  };
};

const comparisons = {
  "<": (a: number, b: number) => +(a < b),
  "<=": (a: number, b: number) => +(a <= b),
  "=": (a: number, b: number) => +(a === b),
  ">=": (a: number, b: number) => +(a >= b),
  ">": (a: number, b: number) => +(a > b),
} as const;

/** Kleene's three values; what has no value is unknown to a comparison. */
const compileTruth = (source: FormulaSource, condition: Condition): RowTruth => {
  if ("all" in condition) return together(source, condition.all, 0);
  if ("any" in condition) return together(source, condition.any, 1);
  if ("not" in condition) {
    const inner = compileTruth(source, condition.not);
    return (row) => 1 - inner(row);
  }
  if ("number" in condition) {
    if ("node" in condition.number) throw new RangeError("a formula reads no rule node");
    const value = numberOf(source.column(condition.number.fact));
    const holds = comparisons[condition.op];
    return (row) => {
      const held = value(row);
      return Number.isNaN(held) || isNone(held) ? Number.NaN : holds(held, condition.value);
    };
  }
  if ("yes" in condition) return numberOf(source.column(condition.yes));
  if ("choice" in condition) {
    const position = numberOf(source.column(condition.choice));
    const among = source.options(condition.choice).map((id) => +condition.in.includes(id));
    return (row) => among[position(row)] ?? Number.NaN;
  }
  const mask = numberOf(source.column(condition.set));
  const bit = 1 << source.options(condition.set).indexOf(condition.has);
  return (row) => {
    const held = mask(row);
    return Number.isNaN(held) ? held : +((held & bit) !== 0);
  };
};

/** `decides` settles it whatever the others are. */
const together = (source: FormulaSource, parts: readonly Condition[], decides: 0 | 1): RowTruth => {
  const compiled = parts.map((part) => compileTruth(source, part));
  return (row) => {
    let open = false;
    for (const part of compiled) {
      const held = part(row);
      if (held === decides) return decides;
      open ||= Number.isNaN(held);
    }
    return open ? Number.NaN : 1 - decides;
  };
};
