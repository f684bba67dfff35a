/** Cells that a spreadsheet would run are defused, everything else survives unchanged. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCsv } from "./csv.ts";

describe("toCsv", () => {
  it("starts with a byte order mark and ends lines with CRLF", () => {
    expect(
      toCsv([
        ["a", 1],
        ["b", null],
      ]),
    ).toBe("\uFEFFa,1\r\nb,\r\n");
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1", "\r=1"])(
    "makes text of the formula %j",
    (formula) => {
      const cell = toCsv([[formula]]).slice(1, -2);
      expect(cell.replace(/^"/, "").startsWith("'")).toBe(true);
    },
  );

  it("leaves numbers alone, negative ones too", () => {
    expect(toCsv([[-3.5]])).toBe("\uFEFF-3.5\r\n");
  });

  it("never lets a text cell begin like a formula, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cell = toCsv([[text]])
          .slice(1, -2)
          .replace(/^"/, "");
        expect(cell).not.toMatch(/^[\t\r ]*[=+\-@]/);
      }),
    );
  });
});
