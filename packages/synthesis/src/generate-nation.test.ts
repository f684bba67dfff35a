/** The synthetic nation: the same for one seed, in every region, with valid codes of no region that exists. */

import { readFileSync } from "node:fs";
import { creditCodeProblem, divisionOf } from "@fenji/kernel";
import { describe, expect, it } from "vitest";
import { generateNation } from "./generate-nation.ts";
import { makeCreditCode } from "./make-credit-code.ts";
import { regions } from "./regions.ts";

const firms = [...generateNation(1, 20_000)];

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

describe("the same seed", () => {
  it("gives the same firms, whatever the count; another seed gives others", () => {
    expect([...generateNation(1, 500)]).toEqual(firms.slice(0, 500));
    expect([...generateNation(2, 500)]).not.toEqual(firms.slice(0, 500));
  });
  it("refuses a count that no nation has", () => {
    for (const count of [-1, 1.5, 20_000_001])
      expect(() => [...generateNation(1, count)]).toThrow(RangeError);
  });
});

describe("regions", () => {
  it("are the mainland's provinces, the five separately planned cities and the corps, as the node knows them", () => {
    const migrations = new URL("../../server/migrations/", import.meta.url);
    const sql = readFileSync(new URL("0001_jurisdictions_and_events.sql", migrations), "utf8");
    const known = [...sql.matchAll(/^ {2}\('(\w+)', '.*'(province|city-separate|corps)', '/gm)];
    const mainland = known
      .map(([, code]) => code)
      .filter((code) => !/^(71|81|82|X0)$/.test(code ?? ""));
    expect(regions.map(({ code }) => code).toSorted()).toEqual(mainland.toSorted());
    expect(regions).toHaveLength(37);
  });
  it("all have firms, in cities of their own", () => {
    const found = Map.groupBy(firms, ({ jurisdiction }) => jurisdiction);
    for (const { code, cities } of regions) {
      const local = found.get(code) ?? [];
      expect(local.length, code).toBeGreaterThan(0);
      for (const { city } of local) expect(cities).toContain(city);
    }
    const share = (code: string): number => (found.get(code)?.length ?? 0) / firms.length;
    expect(share("32")).toBeGreaterThan(10 * share("63"));
  });
  it("lean: electronics in Shenzhen, mining and power in Shanxi, larger firms in Beijing", () => {
    const local = (code: string) => firms.filter(({ jurisdiction }) => jurisdiction === code);
    const share = (code: string, sector: string): number =>
      local(code).filter((firm) => firm.sector === sector).length / local(code).length;
    expect(share("4403", "electronics")).toBeGreaterThan(2 * share("37", "electronics"));
    expect(share("14", "outside")).toBeGreaterThan(1.5 * share("33", "outside"));
    const people = (code: string): number =>
      median(
        local(code).flatMap(({ facts }) =>
          typeof facts["employees"] === "number" ? [facts["employees"]] : [],
        ),
      );
    expect(people("11")).toBeGreaterThan(people("33"));
  });
});

describe("every firm", () => {
  it("says that it is synthetic, and has a credit code of its own that no firm and no demonstration can have", () => {
    const codes = new Set(firms.map(({ creditCode }) => creditCode));
    expect(codes.size).toBe(firms.length);
    expect(codes).not.toContain(makeCreditCode(10_000_019));
    for (const { creditCode, name } of firms) {
      expect(creditCodeProblem(creditCode)).toBeUndefined();
      expect(creditCode.slice(2, 8)).toBe("980000");
      expect(name.zh).toMatch(/（合成）$/);
      expect(name.en).toMatch(/ \(synthetic\)$/);
    }
  });
  it("lies in a division of its sector and is as large as the people it has told", () => {
    const order = ["micro", "small", "medium", "large"];
    for (const { division, sector, size, facts } of firms) {
      expect(divisionOf(division)?.sector).toBe(sector);
      const people = facts["employees"];
      if (typeof people !== "number") continue;
      const class_ = [20, 300, 1_000].filter((least) => people >= least).length;
      expect(size).toBe(order[class_]);
    }
  });
  it("may leave facts unknown, about eight in a hundred", () => {
    const values = firms.flatMap(({ facts }) => Object.values(facts));
    const unknown = values.filter((value) => value === null).length / values.length;
    expect(unknown).toBeGreaterThan(0.06);
    expect(unknown).toBeLessThan(0.1);
  });
});
