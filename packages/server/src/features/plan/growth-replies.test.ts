/** The published figures as the page shows them. */

import type { PlanPack, SizePoint } from "@fenji/regime";
import { describe, expect, it } from "vitest";
import { assessTargets, seriesReply, targetReply } from "./growth-replies.ts";

const text = { zh: "甲", en: "A" };

const point = (year: number, value: number, more: Partial<SizePoint> = {}): SizePoint => ({
  year,
  value,
  status: "final",
  scope: "s",
  standing: "transcribed",
  ...more,
});

const planWith = (...points: readonly SizePoint[]): PlanPack => ({
  header: {
    id: "p",
    version: "1",
    title: text,
    summary: text,
    status: "draft",
    firstYear: 2021,
    lastYear: 2023,
    milestones: [],
    notice: text,
    sources: [{ id: "src", title: text, number: null, issued: "2022", note: null }],
  },
  sections: [],
  series: [{ id: "caict", publisher: text, unit: text, currency: "CNY", source: "src", points }],
  growthTargets: [
    {
      id: "t",
      series: "caict",
      baseYear: 2020,
      targetYear: 2023,
      sizeAbove: 250,
      rateAbove: 0.15,
    },
  ],
});

const read = (plan: PlanPack) => assessTargets(plan).map(targetReply);

describe("growth target", () => {
  it("shows what each reading asks of the other, though neither can be decided", () => {
    const [reply] = read(planWith(point(2020, 172.93), point(2022, 220, { status: "estimate" })));
    expect(reply?.readings[0]).toMatchObject({ reading: "size", outcome: "undetermined" });
    expect(reply?.readings[0]?.implies).toBeCloseTo(0.1307, 4);
    expect(reply?.readings[1]?.implies).toBeCloseTo(263, 1);
    expect(reply?.readings[0]?.why.en).toContain("2023");
  });
  it("says by how much, in both readings", () => {
    const [reply] = read(planWith(point(2020, 172.93), point(2023, 255)));
    expect(reply?.readings.map((reading) => reading.outcome)).toEqual(["reached", "not-reached"]);
    expect(reply?.readings[0]?.why).toEqual({ zh: "高出 50 亿。", en: "Above by 5.0 bn." });
    expect(reply?.readings[1]?.why.en).toBe("Short by 1.18 percentage points.");
  });
  it("does not call a size that is exactly met above", () => {
    const [reply] = read(planWith(point(2020, 172.93), point(2023, 250)));
    expect(reply?.readings[0]?.why.en).toBe("Exactly at the target, which asks for more.");
  });
  it("has nothing to show without a base figure", () => {
    expect(read(planWith(point(2023, 255)))).toEqual([null]);
  });
});

describe("series", () => {
  const plan = planWith(
    point(2019, 100),
    point(2020, 110),
    point(2022, 130),
    point(2023, 200, { scope: "new" }),
    point(2024, 220, { scope: "new" }),
  );
  it("gives growth on the year before, and none across a gap or a change of scope", () => {
    const [series] = plan.series;
    if (series === undefined) throw new Error("no series");
    const growth = seriesReply(plan, series).points.map((each) => each.growth?.toFixed(3) ?? null);
    expect(growth).toEqual([null, "0.100", null, null, "0.100"]);
    expect(seriesReply(plan, series).source?.issued).toBe("2022");
  });
});
