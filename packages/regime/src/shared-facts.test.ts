/** One fact asked once: same id and same meaning share a value, another meaning does not. */

import { describe, expect, test } from "vitest";
import { shareFacts, type FactDefinition } from "./index.ts";

const words = { zh: "某", en: "some" };
const base = { label: words, help: null, citation: null, section: null };

const people = (unit: string, max: number | null = null): FactDefinition => ({
  ...base,
  id: "people",
  kind: "number",
  unit: { zh: unit, en: unit },
  integer: true,
  min: 0,
  max,
});

const pack = (id: string, ...facts: FactDefinition[]) => ({
  header: { id, version: "1" },
  grading: { facts, derivations: [], nodes: [], types: [] },
});

describe("shareFacts", () => {
  test("facts that are defined alike are one, whatever their bounds", () => {
    const [a, b] = [pack("a", people("人")), pack("b", people("人", 10))];
    const shared = shareFacts([a, b]);
    expect(shared.conflicts).toEqual([]);
    expect(shared.toPack(b, { people: 7, other: 1 })).toEqual({ people: 7 });
  });

  test("another unit is another fact, kept by the name of the first pack that means it so", () => {
    const [a, b, c] = [
      pack("a", people("人")),
      pack("b", people("千人")),
      pack("c", people("千人")),
    ];
    const shared = shareFacts([a, b, c]);
    expect(shared.conflicts).toEqual([{ fact: "people", packs: ["a@1", "b@1"] }]);
    expect([a, b, c].map((one) => shared.keyOf(one, "people"))).toEqual([
      "people",
      "b@1:people",
      "b@1:people",
    ]);
    expect(shared.toPack(a, { people: 7, "b@1:people": 9 })).toEqual({ people: 7 });
    expect(shared.toPack(c, { people: 7, "b@1:people": 9 })).toEqual({ people: 9 });
  });

  test("unknown stays unknown", () => {
    const a = pack("a", people("人"));
    expect(shareFacts([a]).toPack(a, { people: null })).toEqual({});
  });
});
