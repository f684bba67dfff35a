/** Lines of a size chart never join what may not be compared. */

import { describe, expect, it } from "vitest";
import { layOutChart, type ChartPoint } from "./chart-layout.ts";

const box = { width: 100, height: 50, firstYear: 2018, lastYear: 2022 };

const point = (year: number, value: number, more: Partial<ChartPoint> = {}): ChartPoint => ({
  year,
  value,
  status: "final",
  scope: "a",
  ...more,
});

describe("layOutChart", () => {
  it("places the greatest value at the top and zero at the bottom", () => {
    const { points } = layOutChart([point(2018, 0), point(2022, 10)], box);
    expect(points.map(({ x, y }) => [x, y])).toEqual([
      [0, 50],
      [100, 0],
    ]);
  });

  it("draws a break instead of a line where the scope changes", () => {
    const layout = layOutChart([point(2018, 4), point(2019, 8, { scope: "b" })], box);
    expect(layout.lines).toEqual([]);
    expect(layout.breaks).toEqual([12.5]);
  });

  it("dashes a line to an estimate and a line over years without a figure", () => {
    const layout = layOutChart(
      [point(2018, 4), point(2019, 5), point(2020, 6, { status: "estimate" }), point(2022, 7)],
      box,
    );
    expect(layout.lines.map((line) => line.dashed)).toEqual([false, true, true]);
  });
});
