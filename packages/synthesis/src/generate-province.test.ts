/** The synthetic province: the same for one seed, unmistakably synthetic, and valid for the pack that grades it. */

import { fileURLToPath } from "node:url";
import { creditCodeProblem, divisionOf } from "@fenji/kernel";
import { openPack } from "@fenji/intake";
import type { FactDefinition, FactValue, Pack } from "@fenji/regime";
import { describe, expect, it } from "vitest";
import { cities } from "./cities.ts";
import { generateProvince } from "./generate-province.ts";
import { makeCreditCode } from "./make-credit-code.ts";

const demoSeed = 20210712;

const openRegime = async (): Promise<Pack> => {
  const folder = new URL("../../../packs/iiot-protection/2024-illustrative", import.meta.url);
  const opened = await openPack(fileURLToPath(folder));
  if (!opened.ok || opened.value.kind !== "regime") throw new RangeError("the pack has problems");
  return opened.value.pack;
};

const firms = generateProvince(demoSeed, 3_000);

const fits = (fact: FactDefinition, value: FactValue): boolean => {
  if (value === null) return true;
  if (fact.kind === "boolean") return typeof value === "boolean";
  if (fact.kind === "number") {
    if (typeof value !== "number" || (fact.integer && !Number.isInteger(value))) return false;
    return value >= (fact.min ?? -Infinity) && value <= (fact.max ?? Infinity);
  }
  const options = new Set(fact.options.map((option) => option.id));
  if (fact.kind === "choice") return typeof value === "string" && options.has(value);
  return Array.isArray(value) && value.every((item) => options.has(item));
};

describe("the same seed", () => {
  it("gives the same firms, whatever the count", () => {
    expect(generateProvince(demoSeed, 50)).toEqual(firms.slice(0, 50));
    expect(generateProvince(demoSeed + 1, 50)).not.toEqual(firms.slice(0, 50));
  });
});

describe("every firm", () => {
  it("says in both languages that it is synthetic", () => {
    for (const { name } of firms) {
      expect(name.zh).toMatch(/（合成）$/);
      expect(name.en).toMatch(/ \(synthetic\)$/);
    }
  });
  it("has an id, a name and a valid credit code of its own, apart from the factory's", () => {
    const codes = new Set(firms.map((firm) => firm.creditCode));
    expect(codes.size).toBe(firms.length);
    expect(codes).not.toContain(makeCreditCode(0));
    for (const code of codes) expect(creditCodeProblem(code)).toBeUndefined();
    expect(new Set(firms.map((firm) => firm.enterpriseId)).size).toBe(firms.length);
    expect(new Set(firms.map((firm) => firm.name.zh)).size).toBe(firms.length);
  });
  it("lies in one of the fictional cities, in the sector of its division", () => {
    const codes = new Set(cities.map((city) => city.code));
    for (const { city, division, sector } of firms) {
      expect(codes).toContain(city);
      expect(divisionOf(division)?.sector).toBe(sector);
    }
    expect(new Set(firms.map((firm) => firm.city)).size).toBe(cities.length);
  });
});

describe("facts", () => {
  it("are facts of the regime in force, of the right kind and inside their range", async () => {
    const { grading } = await openRegime();
    const known = new Map(grading.facts.map((fact) => [fact.id, fact]));
    for (const firm of firms) {
      for (const [id, value] of Object.entries(firm.facts)) {
        const fact = known.get(id);
        expect(fact !== undefined && fits(fact, value), `${id}: ${JSON.stringify(value)}`).toBe(
          true,
        );
      }
    }
  });
  it("are asked of every firm of a type, and about eight in a hundred are unknown", async () => {
    const { grading } = await openRegime();
    const asked = new Set(firms.flatMap((firm) => Object.keys(firm.facts)));
    expect([...asked].toSorted()).toEqual(grading.facts.map((fact) => fact.id).toSorted());
    const values = firms.flatMap((firm) => Object.values(firm.facts));
    const unknown = values.filter((value) => value === null).length / values.length;
    expect(unknown).toBeGreaterThan(0.07);
    expect(unknown).toBeLessThan(0.09);
  });
  it("make a province of mostly small firms with a few large ones", () => {
    const people = firms.flatMap(({ facts }) =>
      typeof facts["employees"] === "number" ? [facts["employees"]] : [],
    );
    const large = people.filter((count) => count >= 1_000).length / people.length;
    expect(large).toBeGreaterThan(0.01);
    expect(large).toBeLessThan(0.06);
  });
});
