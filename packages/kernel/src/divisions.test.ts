/** The table of divisions covers sections B06 to D46 of GB/T 4754-2017 as the four sectors divide them. */

import { expect, it } from "vitest";
import { divisionOf, divisions } from "./divisions.ts";

const expected = {
  electronics: ["C39"],
  equipment: ["C33", "C34", "C35", "C36", "C37", "C38", "C40", "C43"],
  "raw-materials": ["B08", "B09", "B10", "C25", "C26", "C29", "C30", "C31", "C32"],
  outside: ["B06", "B07", "B11", "B12", "D44", "D45", "D46"],
};

it("puts every division into the sector that the ministry's division of work gives", () => {
  for (const [sector, codes] of Object.entries(expected)) {
    expect(divisions.filter((entry) => entry.sector === sector).map((entry) => entry.code)).toEqual(
      codes,
    );
  }
  expect(divisions.filter((entry) => entry.sector === "consumer")).toHaveLength(16);
});

it("has each code once, in order, without gaps", () => {
  const numbers = divisions.map((entry) => Number(entry.code.slice(1)));
  expect(numbers).toEqual(Array.from({ length: 41 }, (_value, index) => index + 6));
  expect(divisionOf("C31")?.name.en).toBe("Ferrous metal smelting and rolling");
  expect(divisionOf("Z99")).toBeUndefined();
});
