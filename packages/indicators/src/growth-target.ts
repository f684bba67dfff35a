/** A growth target read both ways, as a size and as a rate: two different tests that can disagree. */

import type { GrowthTarget, SizePoint, SizeSeries } from "@fenji/regime";
import { requiredRate, sizeAtRate } from "./growth.ts";
import { latestPoint, pointOf, seriesGrowth, type SeriesProblem } from "./series-growth.ts";

/**
 * Why neither can be said. `no-target-figure`: nothing is published for the target year.
 * `estimate-only`: what is published for the base or target year is an estimate, so the test is still open.
 */
export type Undetermined = "no-target-figure" | "estimate-only" | "no-base-figure" | SeriesProblem;

export type TargetOutcome =
  | { readonly kind: "reached" | "not-reached" }
  | { readonly kind: "undetermined"; readonly reason: Undetermined };

export interface TargetReading {
  /** `size`: billions of the series' currency. `rate`: a yearly fraction. */
  readonly reading: "size" | "rate";
  /** The target is strictly above this. */
  readonly above: number;
  /** What the figures give, indicative where the outcome is undetermined; null where they give nothing. */
  readonly value: number | null;
  /** value − above: billions, or a fraction of one (0.01 is one percentage point). */
  readonly margin: number | null;
  readonly outcome: TargetOutcome;
}

export interface TargetAssessment {
  readonly target: GrowthTarget;
  readonly base: SizePoint | null;
  readonly latest: SizePoint | null;
  readonly size: TargetReading;
  readonly rate: TargetReading;
  /** Yearly rate from the base that would just give the target size; null where it has none. */
  readonly rateNeededForSize: number | null;
  /** Size in the target year at just the target rate, billions; null where it has none. */
  readonly sizeAtTargetRate: number | null;
  /** Yearly rate from the base to the latest figure, whatever its status; null across a scope break. */
  readonly rateSoFar: number | null;
}

/**
 * Both readings of one target on one series. With the base of 2020, 172.93 bn yuan, the draft plan's 250 bn in
 * 2023 asks for 13.07 % a year while its 15 % a year would give 263.0 bn: the second is the harder test.
 */
export const assessGrowthTarget = (target: GrowthTarget, series: SizeSeries): TargetAssessment => {
  const base = pointOf(series, target.baseYear) ?? null;
  const latest = latestPoint(series) ?? null;
  const years = target.targetYear - target.baseYear;
  const needed = base && requiredRate({ base: base.value, goal: target.sizeAbove, years });
  const course = base && sizeAtRate({ base: base.value, rate: target.rateAbove, years });
  const soFar = latest && seriesGrowth(series, { fromYear: target.baseYear, toYear: latest.year });
  return {
    target,
    base,
    latest,
    size: readSize(target, series),
    rate: readRate(target, series),
    rateNeededForSize: needed?.ok ? needed.value : null,
    sizeAtTargetRate: course?.ok ? course.value : null,
    rateSoFar: soFar?.ok ? soFar.value.rate : null,
  };
};

const readSize = (target: GrowthTarget, series: SizeSeries): TargetReading => {
  const above = target.sizeAbove;
  const point = pointOf(series, target.targetYear);
  if (point === undefined) return open("size", above, "no-target-figure");
  const judged = { reading: "size", above, value: point.value } as const;
  return judge(judged, point.status === "estimate");
};

const readRate = (target: GrowthTarget, series: SizeSeries): TargetReading => {
  const above = target.rateAbove;
  if (pointOf(series, target.baseYear) === undefined) return open("rate", above, "no-base-figure");
  if (pointOf(series, target.targetYear) === undefined)
    return open("rate", above, "no-target-figure");
  const growth = seriesGrowth(series, { fromYear: target.baseYear, toYear: target.targetYear });
  if (!growth.ok) return open("rate", above, growth.error);
  return judge({ reading: "rate", above, value: growth.value.rate }, growth.value.estimate);
};

const open = (
  reading: TargetReading["reading"],
  above: number,
  reason: Undetermined,
): TargetReading => ({
  reading,
  above,
  value: null,
  margin: null,
  outcome: { kind: "undetermined", reason },
});

interface Figure {
  readonly reading: TargetReading["reading"];
  readonly above: number;
  readonly value: number;
}

const judge = (figure: Figure, estimate: boolean): TargetReading => ({
  ...figure,
  margin: figure.value - figure.above,
  outcome: estimate
    ? { kind: "undetermined", reason: "estimate-only" }
    : { kind: figure.value > figure.above ? "reached" : "not-reached" },
});
