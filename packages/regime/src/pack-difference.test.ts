/** Two packs differ exactly where they were made to differ, and a requirement that asks the same keeps its verdicts. */

import { describe, expect, test } from "vitest";
import { packDifference } from "./pack-difference.ts";
import type { Pack } from "./pack-model.ts";
import { randomPack } from "./testing/random-pack.ts";

/** The first that has something of everything. */
const sample = (): Pack => {
  for (let seed = 1; ; seed += 1) {
    const pack = randomPack(seed);
    if (pack.requirements.length > 3 && pack.cases.length > 1) return pack;
  }
};

const withRequirement = (pack: Pack, change: Partial<Pack["requirements"][number]>): Pack => ({
  ...pack,
  requirements: pack.requirements.map((one, index) => (index === 0 ? { ...one, ...change } : one)),
});

const text = { zh: "另一条", en: "Another" };

describe("pack difference", () => {
  test("of a pack and itself is nothing", () => {
    const difference = packDifference(sample(), sample());
    expect(difference).toEqual({ same: true, entries: {}, members: [], fates: [] });
  });

  test("names added, removed and changed entries with their members", () => {
    const pack = sample();
    const [fact, ...facts] = pack.grading.facts;
    if (fact === undefined) throw new Error("no fact");
    const after: Pack = {
      ...pack,
      header: { ...pack.header, version: "other" },
      grading: { ...pack.grading, facts: [...facts, { ...fact, id: "new" }] },
      domains: pack.domains.map((domain) =>
        domain.id === "d0" ? { ...domain, name: text } : domain,
      ),
    };
    const { same, entries, members } = packDifference(pack, after);
    expect(same).toBe(false);
    expect(entries["facts"]).toEqual({
      added: ["new"],
      removed: [fact.id],
      changed: [],
      reordered: false,
    });
    expect(entries["domains"]?.changed.map(({ id }) => id)).toEqual(["d0"]);
    expect(Object.keys(entries).toSorted()).toEqual(["domains", "facts"]);
    expect(members).toEqual([
      { field: "header.version", before: pack.header.version, after: "other" },
    ]);
  });

  test("sees another order", () => {
    const pack = sample();
    const after = { ...pack, domains: pack.domains.toReversed() };
    expect(packDifference(pack, after).entries["domains"]?.reordered).toBe(true);
  });

  test("keeps the verdicts of a requirement whose text is the same", () => {
    const pack = sample();
    const fate = (change: Partial<Pack["requirements"][number]>) =>
      packDifference(pack, withRequirement(pack, change)).fates;
    const id = pack.requirements[0]?.id ?? "";
    expect(fate({ title: text })).toEqual([{ id, becomes: id, verdicts: "kept" }]);
    expect(fate({ id: "renamed" })).toEqual([{ id, becomes: "renamed", verdicts: "kept" }]);
    expect(fate({ text })).toEqual([{ id, becomes: id, verdicts: "lost" }]);
    const elements = pack.requirements[0]?.elements.map((element) => ({
      ...element,
      selectors: element.selectors.map((selector) => ({ ...selector, check: "other:1" })),
    }));
    expect(fate({ elements: elements ?? [] })).toEqual([{ id, becomes: id, verdicts: "rejudged" }]);
    const less = { ...pack, requirements: pack.requirements.slice(1) };
    expect(packDifference(pack, less).fates).toEqual([{ id, becomes: id, verdicts: "lost" }]);
  });
});
