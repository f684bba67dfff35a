/** Below large or not, at the bounds of the size rule and where facts are unknown. */

import { describe, expect, it } from "vitest";
import { packLibrary } from "../packs/public.ts";
import { belowLargeBy } from "./size-class.ts";

const firm = (employees: number | null, revenueWanYuan: number | null) => ({
  synthetic: true,
  importantData: null,
  employees,
  revenueWanYuan,
});

describe("below large", () => {
  it.each([
    [1_000, 40_000, false],
    [999, 40_000, true],
    [1_000, 39_999, true],
    [10, null, true],
    [5_000, null, null],
    [null, 100, true],
    [null, null, null],
  ])("%s people and %s ×10,000 yuan: %s", async (employees, revenue, expected) => {
    const { regimes } = await packLibrary();
    expect(belowLargeBy(regimes)([firm(employees, revenue)])).toEqual([expected]);
  });
  it("is not known without a size pack", () => {
    expect(belowLargeBy([])([firm(10, 10)])).toEqual([null]);
  });
});
