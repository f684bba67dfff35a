/** Which version holds on which day, and that two never do. */

import { expect, test } from "vitest";
import { bothInForce, isInForce, packInForce } from "./pack-in-force.ts";

const header = (version: string, effectiveFrom: string | null, effectiveTo: string | null) => ({
  header: { id: "p", version, effectiveFrom, effectiveTo },
});

const packs = [header("old", "2022-08-01", "2026-03-31"), header("new", "2026-04-01", null)];

test.each([
  ["2022-07-31", undefined],
  ["2022-08-01", "old"],
  ["2026-03-31", "old"],
  ["2026-04-01", "new"],
  ["2099-01-01", "new"],
])("on %s", (day, version) => {
  expect(packInForce(packs, "p", day)?.header.version).toBe(version);
  expect(packInForce(packs, "q", day)).toBeUndefined();
});

test("a month or a year ends with its last day", () => {
  const { header: month } = header("m", "2024-02", "2024-02");
  expect(
    ["2024-01-31", "2024-02-01", "2024-02-29", "2024-03-01"].map((day) => isInForce(month, day)),
  ).toEqual([false, true, true, false]);
  const { header: year } = header("y", "2024", "2024");
  expect(
    ["2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01"].map((day) => isInForce(year, day)),
  ).toEqual([false, true, true, false]);
});

test("two versions of one pack on one day are found, neighbours are not", () => {
  const headers = packs.map((pack) => pack.header);
  expect(bothInForce(headers)).toBeUndefined();
  const late = header("late", "2026-03", null).header;
  expect(bothInForce([...headers, late])?.map(({ version }) => version)).toEqual(["old", "late"]);
  expect(bothInForce([...headers, { ...late, id: "other" }])).toBeUndefined();
});
