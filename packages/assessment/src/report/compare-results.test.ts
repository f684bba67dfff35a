/** Better, worse, the same, new and gone, and what is not concluded. */

import { expect, test } from "vitest";
import { compareResults, countCompared, type ResultsByRequirement } from "./compare-results.ts";

const before: ResultsByRequirement = new Map([
  ["a", "notMet"],
  ["b", "met"],
  ["c", "partlyMet"],
  ["d", "met"],
  ["e", "notApplicable"],
  ["f", "met"],
  ["g", "notApplicable"],
]);

const now: ResultsByRequirement = new Map([
  ["a", "partlyMet"],
  ["b", "notMet"],
  ["c", "partlyMet"],
  ["e", "notMet"],
  ["f", "notApplicable"],
  ["g", "notApplicable"],
  ["h", "met"],
  ["i", null],
]);

test("each requirement is told by what became of it", () => {
  const compared = compareResults(before, now);
  expect(Object.fromEntries(compared.map(({ requirement, as }) => [requirement, as]))).toEqual({
    a: "better",
    b: "worse",
    c: "same",
    d: "gone",
    e: "new",
    f: "gone",
    g: "same",
    h: "new",
    i: "new",
  });
  expect(countCompared(compared)).toEqual({ better: 1, worse: 1, same: 2, new: 3, gone: 2 });
});

test("an assessment beside itself shows no change", () => {
  expect(compareResults(before, before).every(({ as }) => as === "same")).toBe(true);
});

test("what is not concluded yet is neither better nor worse", () => {
  const [open] = compareResults(new Map([["a", "met"]]), new Map([["a", null]]));
  expect(open).toEqual({ requirement: "a", as: "same", before: "met", now: null });
});
