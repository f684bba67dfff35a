/** Days chosen in a form become a period that holds both of them. */

import { expect, it } from "vitest";
import { assignmentPeriod, dayFrom } from "./assignment-period.ts";

const noon = new Date(2026, 2, 30, 12, 0, 0);

it("counts days over the end of a month, in local time", () => {
  expect(dayFrom(noon, 0)).toBe("2026-03-30");
  expect(dayFrom(noon, 2)).toBe("2026-04-01");
});

it("begins now where the first day has begun, and ends with the last day", () => {
  const period = assignmentPeriod({ from: "2026-03-30", until: "2026-03-31" }, noon);
  expect(period).toEqual({ until: new Date(2026, 2, 31, 23, 59, 59).toISOString() });
});

it("begins with a later day", () => {
  const period = assignmentPeriod({ from: "2026-04-01", until: "2026-04-01" }, noon);
  expect(period.from).toBe(new Date(2026, 3, 1).toISOString());
});
