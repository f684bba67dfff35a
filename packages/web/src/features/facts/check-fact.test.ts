/** What may be typed into a number fact. */

import type { NumberFact } from "@fenji/regime";
import { describe, expect, it } from "vitest";
import { parseNumber } from "./check-fact.ts";

const fact = (more: Partial<NumberFact>): NumberFact => ({
  id: "employees",
  kind: "number",
  label: { zh: "从业人员", en: "Employees" },
  help: null,
  citation: null,
  section: null,
  unit: null,
  integer: false,
  min: null,
  max: null,
  ...more,
});

describe("parseNumber", () => {
  it.each([
    ["1200", 1200],
    ["1,200", 1200],
    ["１２００", 1200],
    [" 0.5 ", 0.5],
    ["-3", -3],
  ])("reads %j", (typed, value) => {
    expect(parseNumber(typed, fact({}))).toEqual({ ok: true, value });
  });

  it.each(["", "abc", "1e999", "1.2.3", "Infinity"])("refuses %j", (typed) => {
    expect(parseNumber(typed, fact({}))).toEqual({ ok: false, problem: { kind: "number" } });
  });

  it("names the bound that is passed", () => {
    expect(parseNumber("-1", fact({ min: 0 }))).toEqual({
      ok: false,
      problem: { kind: "min", bound: 0 },
    });
    expect(parseNumber("11", fact({ max: 10 }))).toEqual({
      ok: false,
      problem: { kind: "max", bound: 10 },
    });
    expect(parseNumber("1.5", fact({ integer: true }))).toEqual({
      ok: false,
      problem: { kind: "integer" },
    });
  });
});
