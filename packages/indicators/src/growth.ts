/** Compound growth between two sizes: the rate there was, the rate that is needed, and where a rate leads. */

import { err, ok, type Result } from "@fenji/kernel";

/**
 * Why there is no number. `no-years`: the years are not a whole number above zero.
 * `not-positive`: a size is not above zero, so a ratio means nothing. `rate-below-minus-one`: nothing would remain.
 */
export type GrowthProblem = "no-years" | "not-positive" | "rate-below-minus-one";

export interface Span {
  /** Size at the start, in any unit. */
  readonly from: number;
  /** Size at the end, in the same unit. */
  readonly to: number;
  readonly years: number;
}

/**
 * Compound annual growth rate as a fraction: (to / from)^(1 / years) − 1.
 * The ordinary definition, as in the OECD Glossary of Statistical Terms, "average annual growth rate".
 */
export const cagr = ({ from, to, years }: Span): Result<number, GrowthProblem> => {
  if (!isWholeYears(years)) return err("no-years");
  if (!isPositive(from) || !isPositive(to)) return err("not-positive");
  return ok((to / from) ** (1 / years) - 1);
};

/** Yearly rate, as a fraction, that takes `base` to `goal` in `years`: the same formula read as a demand. */
export const requiredRate = (span: {
  readonly base: number;
  readonly goal: number;
  readonly years: number;
}): Result<number, GrowthProblem> => cagr({ from: span.base, to: span.goal, years: span.years });

/** Size after `years` at a yearly `rate` (a fraction): base × (1 + rate)^years, in the unit of `base`. */
export const sizeAtRate = (course: {
  readonly base: number;
  readonly rate: number;
  readonly years: number;
}): Result<number, GrowthProblem> => {
  if (!isWholeYears(course.years)) return err("no-years");
  if (!isPositive(course.base)) return err("not-positive");
  if (!(course.rate > -1) || !Number.isFinite(course.rate)) return err("rate-below-minus-one");
  return ok(course.base * (1 + course.rate) ** course.years);
};

const isWholeYears = (years: number): boolean => Number.isInteger(years) && years > 0;

const isPositive = (size: number): boolean => Number.isFinite(size) && size > 0;
