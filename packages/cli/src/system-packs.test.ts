/** Numbers that the packs of systems and network units compute, against the published examples and the plain formula. */

import { compileKernel, gradeObject, type Reason } from "@fenji/grading";
import type { FactValue, Facts, Pack } from "@fenji/regime";
import { describe, expect, it } from "vitest";
import { findRegime } from "./find-pack.ts";

const cryptography = await findRegime("cryptography-assessment@2023");
const telecom = await findRegime("telecom-unit@2010");
const protection = await findRegime("mlps-2019@2019");
const zones = await findRegime("iec-62443-3-3@2013");

/** Requirements that bind each of the grades. */
const boundBy = (pack: Pack, type: string, grades: readonly number[]): readonly number[] =>
  grades.map(
    (grade) =>
      pack.requirements.filter((one) => one.type === type && one.fromGrade <= grade).length,
  );

const inputIn = (reasons: readonly Reason[], factor: string): FactValue | undefined => {
  for (const reason of reasons) {
    const found = reason.factor === factor ? reason.input : inputIn(reason.children, factor);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The value of a derivation as the reasons of a result show it. */
const derivedIn = (pack: Pack, facts: Facts, derivation: string): FactValue | undefined => {
  const kernel = compileKernel({ grading: pack.grading, sources: pack.header.sources });
  const results = gradeObject(kernel, facts);
  return results.map(({ reasons }) => inputIn(reasons, derivation)).find((value) => value != null);
};

const factsOfCase = (pack: Pack, start: string): Facts => {
  const found = pack.cases.find(({ name }) => name.en.startsWith(start));
  if (found === undefined) throw new RangeError(`no case ${start}`);
  return found.facts;
};

describe("scoring of commercial cryptography", () => {
  it.each([
    ["Emergencies alone full", 6],
    ["Physical layer not applicable, all else half", 50],
    ["Three management layers not applicable", 65],
    ["Every unit 0.5999", 59.99],
    ["One unit 0.9999", 100],
  ])("%s: total %d", (start, total) => {
    expect(derivedIn(cryptography, factsOfCase(cryptography, start), "total")).toBe(total);
  });

  it.each([
    ["D, A and K hold", 1],
    ["A fails, strength below 80 bits", 0.1],
    ["K fails, level 3 with a module of level 1", 0.6],
    ["A and K fail", 0.1875],
  ])("%s: score %d", (start, score) => {
    expect(derivedIn(cryptography, factsOfCase(cryptography, start), "objectScore")).toBe(score);
  });

  it("weights the units of one layer as the worked example does", () => {
    const part = (id: string): boolean =>
      ["storage-confidentiality", "storage-integrity", "access-information"].includes(id);
    const layer = cryptography.grading.facts.find(({ id }) => id === "application.notApplicable");
    const away = layer?.kind === "set" ? layer.options.map(({ id }) => id) : [];
    const facts = {
      ...factsOfCase(cryptography, "Every unit 1: 100 points"),
      "application.notApplicable": away.filter((id) => !part(id)),
      "application.storage-confidentiality": 1,
      "application.storage-integrity": 0.5,
      "application.access-information": 0,
    };
    // The layer is 1.35 / 2.1 = 0.6429; it has 30 of the 70 technical points, all else is full.
    expect(derivedIn(cryptography, facts, "total")).toBe(89.29);
  });

  it("assesses 41 units at level 3, 22 of them technical", () => {
    const units = cryptography.grading.facts.filter(({ kind }) => kind === "number");
    expect(units).toHaveLength(41);
    const technical = ["physical.", "network.", "computing.", "application."];
    expect(units.filter(({ id }) => technical.some((layer) => id.startsWith(layer)))).toHaveLength(
      22,
    );
  });
});

describe("value of a network unit", () => {
  const scores = [1, 2, 3, 4, 5];
  const all = scores.flatMap((i) => scores.flatMap((v) => scores.map((r) => [i, v, r] as const)));

  /** The level by the rounded logarithm itself. */
  const plainly = (powers: number): number => {
    const value = Math.round(Math.log2(powers / 3) * 10) / 10;
    return 1 + [1.5, 2.5, 3.2, 3.5, 4.5].filter((cut) => value >= cut).length;
  };

  it("is the rounded logarithm for all 125 combinations", () => {
    const kernel = compileKernel({ grading: telecom.grading, sources: telecom.header.sources });
    const graded = all.map(
      ([i, v, r]) =>
        gradeObject(kernel, {
          inOperation: true,
          influence: `s${i}`,
          serviceValue: `s${v}`,
          range: `s${r}`,
        })[0]?.grade,
    );
    expect(graded).toEqual(all.map(([i, v, r]) => plainly(2 ** i + 2 ** v + 2 ** r)));
  });
});

describe("requirements of security levels", () => {
  it.each([
    ["fr1", [10, 16, 22, 24]],
    ["fr2", [8, 12, 21, 24]],
    ["fr3", [5, 10, 16, 19]],
    ["fr4", [2, 4, 5, 6]],
    ["fr5", [4, 6, 10, 11]],
    ["fr6", [1, 2, 3, 3]],
    ["fr7", [7, 10, 13, 13]],
  ])("%s: %j at SL 1 to 4", (type, counts) => {
    expect(boundBy(zones, type, [1, 2, 3, 4])).toEqual(counts);
  });

  it("are 37, 60, 90 and 100 in all: 51 system requirements, 49 enhancements", () => {
    const all = [1, 2, 3, 4].map(
      (level) => zones.requirements.filter(({ fromGrade }) => fromGrade <= level).length,
    );
    expect(all).toEqual([37, 60, 90, 100]);
    expect(zones.requirements.filter(({ id }) => id.includes("-RE-"))).toHaveLength(49);
  });

  it("repeat no requirement of the standard", () => {
    const refs = zones.requirements.flatMap(({ crosswalk }) => crosswalk.iec62443);
    expect(new Set(refs).size).toBe(100);
  });
});

describe("control points of graded protection", () => {
  const points = protection.requirements.filter(({ id }) => !id.includes("-L"));

  it("are 42, 68, 71 and 71 at levels 1 to 4, in ten categories", () => {
    const counts = [1, 2, 3, 4].map(
      (level) => points.filter(({ fromGrade }) => fromGrade <= level).length,
    );
    expect(counts).toEqual([42, 68, 71, 71]);
    expect(new Set(points.map(({ domain }) => domain)).size).toBe(10);
  });

  it("are added to by higher levels only, each under the level of its name", () => {
    const added = protection.requirements.filter((one) => !points.includes(one));
    expect(added.length).toBeGreaterThan(0);
    for (const { id, fromGrade } of added) {
      const [point, level] = id.split("-L");
      expect(fromGrade).toBe(Number(level));
      expect(points.find((one) => one.id === point)?.fromGrade).toBeLessThan(fromGrade);
    }
  });

  it("derive the share of items met without those that do not apply", () => {
    const rate = derivedIn(protection, factsOfCase(protection, "211 items"), "rate");
    expect(Number(rate).toFixed(2)).toBe("84.16");
  });
});
