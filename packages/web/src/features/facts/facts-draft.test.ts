/** What counts as a change, and how a conflict keeps both sides' work. */

import type { FactDefinition } from "@fenji/regime";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedFacts, rebase, sameValue, sectionsOf } from "./facts-draft.ts";

const fact = (id: string, section: string): FactDefinition => ({
  id,
  kind: "boolean",
  label: { zh: id, en: id },
  help: null,
  citation: null,
  section: { zh: section, en: section },
});

const value = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: 0, max: 3 }),
  fc.subarray(["x", "y"]),
);
const facts = fc.record({ a: value, b: value, c: value }, { requiredKeys: [] });

describe("facts being edited", () => {
  it("takes absent and null for the same, and sets without order", () => {
    expect(sameValue(undefined, null)).toBe(true);
    expect(sameValue(["x", "y"], ["y", "x"])).toBe(true);
    expect(sameValue([], null)).toBe(false);
    expect(sameValue(false, null)).toBe(false);
  });

  it("groups facts by section in the order of first appearance", () => {
    const sections = sectionsOf([fact("a", "one"), fact("b", "two"), fact("c", "one")]);
    expect(sections.map((section) => section.facts.map(({ id }) => id))).toEqual([
      ["a", "c"],
      ["b"],
    ]);
  });

  it("lists changes in the pack's order", () => {
    const definitions = [fact("a", "s"), fact("b", "s"), fact("c", "s")];
    expect(changedFacts(definitions, { a: true }, { c: false, a: null })).toEqual(["a", "c"]);
  });

  it("puts my changes on the newest facts and leaves the rest of them alone", () => {
    fc.assert(
      fc.property(facts, facts, facts, (mine, base, newest) => {
        const merged = rebase(mine, base, newest);
        for (const id of ["a", "b", "c"] as const) {
          const expected = sameValue(mine[id], base[id]) ? newest[id] : mine[id];
          expect(sameValue(merged[id], expected)).toBe(true);
        }
      }),
    );
  });
});
