/** Addresses are read without trust: what is not understood is left out. */

import { describe, expect, it } from "vitest";
import { readAssessmentSearch, readPlanSearch, readRegistrySearch } from "./search-params.ts";

describe("search parameters", () => {
  it("reads what it knows", () => {
    expect(readRegistrySearch({ q: "steel", sector: "electronics", grade: "3" })).toEqual({
      q: "steel",
      sector: "electronics",
      grade: 3,
    });
    expect(readRegistrySearch({ grade: "undetermined" })).toEqual({ grade: "undetermined" });
    expect(readPlanSearch({ show: "awaiting" })).toEqual({ show: "awaiting" });
  });

  it("drops the rest", () => {
    expect(readRegistrySearch({ sector: "moon", grade: "1.5", city: "", other: 1 })).toEqual({});
    expect(readPlanSearch({ show: "everything", q: { a: 1 } })).toEqual({});
    expect(readAssessmentSearch({ verdict: "perfect", req: "" })).toEqual({});
  });

  it("takes a number that was meant as words", () => {
    expect(readRegistrySearch({ q: 91_110_000 })).toEqual({ q: "91110000" });
  });
});
