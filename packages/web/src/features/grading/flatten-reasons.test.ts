/** The tree of reasons becomes lines in reading order; folded reasons hide what is below them. */

import type { Reason } from "@fenji/contract";
import { describe, expect, it } from "vitest";
import { flattenReasons } from "./flatten-reasons.ts";

const reason = (factor: string, children: readonly Reason[] = []): Reason => ({
  factor,
  label: { zh: factor, en: factor },
  input: null,
  band: null,
  points: 1,
  possible: [1],
  source: null,
  standing: "illustrative",
  children,
});

const tree = [reason("total", [reason("size", [reason("people")]), reason("scope")])];

const shown = (folded: ReadonlySet<string>) =>
  flattenReasons(tree, folded).map(({ depth, reason: { factor } }) => `${depth} ${factor}`);

describe("flattenReasons", () => {
  it("walks parents before children", () => {
    expect(shown(new Set())).toEqual(["0 total", "1 size", "2 people", "1 scope"]);
  });

  it("hides what is below a folded reason", () => {
    expect(shown(new Set(["0.0"]))).toEqual(["0 total", "1 size", "1 scope"]);
    expect(shown(new Set(["0"]))).toEqual(["0 total"]);
  });
});
