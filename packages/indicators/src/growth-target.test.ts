/** Both readings of a target: reached, not reached, and every way of not knowing. */

import type { GrowthTarget, SizePoint, SizeSeries } from "@fenji/regime";
import { describe, expect, it } from "vitest";
import { assessGrowthTarget } from "./growth-target.ts";
import { seriesGrowth } from "./series-growth.ts";

const point = (year: number, value: number, more: Partial<SizePoint> = {}): SizePoint => ({
  year,
  value,
  status: "final",
  scope: "s1",
  standing: "transcribed",
  ...more,
});

const series = (...points: readonly SizePoint[]): SizeSeries => ({
  id: "s",
  publisher: { zh: "甲", en: "A" },
  unit: { zh: "十亿元", en: "bn yuan" },
  currency: "CNY",
  source: "a",
  points,
});

const target: GrowthTarget = {
  id: "t",
  series: "s",
  baseYear: 2020,
  targetYear: 2023,
  sizeAbove: 250,
  rateAbove: 0.15,
};

describe("the two readings", () => {
  it("can disagree: the size is reached while the rate is not", () => {
    const read = assessGrowthTarget(target, series(point(2020, 172.93), point(2023, 255)));
    expect(read.size.outcome).toEqual({ kind: "reached" });
    expect(read.rate.outcome).toEqual({ kind: "not-reached" });
    expect(read.size.margin).toBeCloseTo(5, 9);
    expect(read.rate.margin).toBeLessThan(0);
    expect(read.rateNeededForSize).toBeCloseTo(0.1307, 4);
    expect(read.sizeAtTargetRate).toBeCloseTo(263.0, 1);
  });
  it("is strictly above: exactly the size is not reached", () => {
    const read = assessGrowthTarget(target, series(point(2020, 172.93), point(2023, 250)));
    expect(read.size.outcome).toEqual({ kind: "not-reached" });
  });
});

describe("undetermined", () => {
  it("without a figure for the target year, and still says the growth so far", () => {
    const published = series(point(2020, 172.93), point(2022, 220, { status: "estimate" }));
    const read = assessGrowthTarget(target, published);
    const outcome = { kind: "undetermined", reason: "no-target-figure" };
    expect(read.size.outcome).toEqual(outcome);
    expect(read.rate.outcome).toEqual(outcome);
    expect(read.size.value).toBeNull();
    expect(read.rateSoFar).toBeCloseTo((220 / 172.93) ** 0.5 - 1, 12);
  });
  it("when the target year has an estimate only, with an indicative margin", () => {
    const guess = point(2023, 300, { status: "estimate" });
    const read = assessGrowthTarget(target, series(point(2020, 172.93), guess));
    expect(read.size.outcome).toEqual({ kind: "undetermined", reason: "estimate-only" });
    expect(read.size.margin).toBeCloseTo(50, 9);
  });
  it("without a base figure, but the size can still be read", () => {
    const read = assessGrowthTarget(target, series(point(2023, 260)));
    expect(read.rate.outcome).toEqual({ kind: "undetermined", reason: "no-base-figure" });
    expect(read.size.outcome).toEqual({ kind: "reached" });
    expect(read.rateNeededForSize).toBeNull();
  });
  it("refuses growth across a scope break, also one hidden between equal ends", () => {
    const broken = series(point(2020, 100), point(2021, 90, { scope: "s2" }), point(2023, 300));
    const read = assessGrowthTarget(target, broken);
    expect(read.rate.outcome).toEqual({ kind: "undetermined", reason: "scope-break" });
    expect(read.rateSoFar).toBeNull();
    expect(seriesGrowth(broken, { fromYear: 2020, toYear: 2021 })).toEqual({
      ok: false,
      error: "scope-break",
    });
  });
});
