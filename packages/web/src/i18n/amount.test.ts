/** A size shows the same digits in both languages, in the step that each counts in. */

import { describe, expect, it } from "vitest";
import { amountUnit, formatBillions } from "./amount.ts";

describe("formatBillions", () => {
  it("counts in hundreds of millions in Chinese and in billions in English", () => {
    expect(formatBillions(172.93, "zh", 2)).toBe("1,729.3");
    expect(formatBillions(172.93, "en", 2)).toBe("172.93");
    expect(amountUnit("CNY", "zh")).toBe("亿元");
    expect(amountUnit("USD", "zh")).toBe("亿美元");
    expect(amountUnit("CNY", "en")).toBe("bn yuan");
    expect(amountUnit("USD", "en")).toBe("bn US dollars");
  });

  it("drops no digit that the other language shows and adds none", () => {
    expect(formatBillions(250, "zh")).toBe("2,500");
    expect(formatBillions(250, "en")).toBe("250");
    expect(formatBillions(263.0049, "zh", 1)).toBe("2,630");
    expect(formatBillions(263.0049, "en", 1)).toBe("263.0");
    expect(formatBillions(11.2, "zh", 2)).toBe("112.0");
  });
});
