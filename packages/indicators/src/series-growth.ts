/** Growth inside one published series, refused where the publisher changed what is counted. */

import { err, ok, type Result } from "@fenji/kernel";
import type { SizePoint, SizeSeries } from "@fenji/regime";
import { cagr, type GrowthProblem } from "./growth.ts";

export type SeriesProblem = GrowthProblem | "no-figure" | "scope-break";

export interface SeriesGrowth {
  /** Yearly rate as a fraction. */
  readonly rate: number;
  readonly from: SizePoint;
  readonly to: SizePoint;
  /** Whether either end is only an estimate of its publisher. */
  readonly estimate: boolean;
}

export interface YearSpan {
  readonly fromYear: number;
  readonly toYear: number;
}

export const pointOf = (series: SizeSeries, year: number): SizePoint | undefined =>
  series.points.find((point) => point.year === year);

/** The figure of the latest year; undefined for a series without figures. */
export const latestPoint = (series: SizeSeries): SizePoint | undefined =>
  series.points.reduce<SizePoint | undefined>(
    (latest, point) => (latest === undefined || point.year > latest.year ? point : latest),
    undefined,
  );

/**
 * Compound growth of a series between two of its years (formula: `cagr`). A change of scope anywhere between
 * them is a break, even if the ends agree: the sizes then count different things.
 */
export const seriesGrowth = (
  series: SizeSeries,
  span: YearSpan,
): Result<SeriesGrowth, SeriesProblem> => {
  const from = pointOf(series, span.fromYear);
  const to = pointOf(series, span.toYear);
  if (from === undefined || to === undefined) return err("no-figure");
  if (hasScopeBreak(series, span)) return err("scope-break");
  const rate = cagr({ from: from.value, to: to.value, years: span.toYear - span.fromYear });
  if (!rate.ok) return rate;
  const estimate = from.status === "estimate" || to.status === "estimate";
  return ok({ rate: rate.value, from, to, estimate });
};

const hasScopeBreak = (series: SizeSeries, span: YearSpan): boolean => {
  const scopes = series.points
    .filter((point) => point.year >= span.fromYear && point.year <= span.toYear)
    .map((point) => point.scope);
  return new Set(scopes).size > 1;
};
