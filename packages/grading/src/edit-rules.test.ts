/** Edits of rules by path: what they reach, what they leave alone, what they refuse. */

import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { AppError } from "@fenji/kernel";
import { readPack, type Facts, type Grading } from "@fenji/regime";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { editRules } from "./edit-rules.ts";
import { editablePaths } from "./editable-paths.ts";
import { gradeObject } from "./grade-object.ts";
import { compileKernel } from "./kernel.ts";
import { diceOf } from "./dice.ts";
import { randomGrading } from "./testing/random-grading.ts";

const folder = new URL("../../../packs/iiot-protection/2024-illustrative/", import.meta.url);

const openGrading = (): Grading => {
  const names = ["pack.yaml", "grading.yaml"];
  const files = names.map((name) => [name, readFileSync(new URL(name, folder), "utf8")] as const);
  const opened = readPack(new Map(files));
  if (!opened.ok || opened.value.kind !== "regime") throw new RangeError("the pack has problems");
  return opened.value.pack.grading;
};

const grading = openGrading();
const example: { readonly facts: Facts } = parse(
  readFileSync(new URL("../../../examples/factory.yaml", import.meta.url), "utf8"),
);

const gradeWith = (edited: Grading): number | null | undefined =>
  gradeObject(compileKernel({ grading: edited, sources: [] }), example.facts)[0]?.grade;

const refusal = (edits: Parameters<typeof editRules>[1]): AppError => {
  try {
    editRules(grading, edits);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new RangeError("was not refused");
};

describe("paths", () => {
  const paths = editablePaths(grading);
  const byPath = new Map(paths.map((one) => [one.path, one]));
  it("name every number once, with its value, bounds, unit and standing", () => {
    expect(byPath.size).toBe(paths.length);
    expect(byPath.get("grading.thresholds.3")).toMatchObject({
      value: 70,
      standing: "illustrative",
      bounds: { min: 40, max: null, exclusive: true },
      label: { zh: "三级 · 下限", en: "Grade 3 · lower bound" },
    });
    expect(byPath.get("grading.thresholds.3")?.targets).toHaveLength(3);
    expect(byPath.get("platform.thresholds.2")?.targets).toEqual([
      { node: "platformByScore", steps: ["bands", 1, "from"] },
    ]);
    expect(byPath.get("nodes.sizeByPeople.bands.3.from")).toMatchObject({
      value: 1000,
      standing: "official",
      unit: { zh: "人", en: "people" },
    });
    for (const path of [
      "nodes.scope.values.national",
      "nodes.applicationPoints.cap",
      "nodes.systemKind.none",
      "nodes.remotePoints.then",
      "nodes.connectedScore.terms.data.weight",
      "nodes.connectedGrade.overrides.leader-sole.value",
      "nodes.importanceByConsequence.values.1.2",
    ])
      expect(byPath.has(path), path).toBe(true);
  });
  it("each set to the value that it has change nothing", () => {
    const changed = paths.filter(
      ({ path, value }) =>
        value !== null && !isDeepStrictEqual(editRules(grading, [{ path, value }]), grading),
    );
    expect(changed).toEqual([]);
  });
  it("each reach exactly the numbers that they name, in random rules too", () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const rules = randomGrading(diceOf(seed));
      for (const { path, value, bounds, targets } of editablePaths(rules)) {
        if (!path.startsWith("nodes.") || value === null || bounds.integer) continue;
        const moved = value + ((bounds.max ?? value + 1) - value) / 2;
        const edited = editRules(rules, [{ path, value: moved }]);
        const after = editablePaths(edited).find((one) => one.path === path);
        expect(after?.value).toBe(moved);
        const others = rules.nodes.filter(({ id }) => id !== targets[0]?.node);
        for (const node of others) expect(edited.nodes).toContain(node);
      }
    }
  });
});

describe("an edit", () => {
  it("moves the threshold of every type, and the grade of a firm with it", () => {
    const edited = editRules(grading, [{ path: "grading.thresholds.2", value: 41 }]);
    const froms = edited.nodes.flatMap((node) =>
      node.rule === "bands" && node.id.endsWith("ByScore") ? [node.bands[1]?.from] : [],
    );
    expect(froms).toEqual([41, 41, 41]);
    const before = gradeWith(grading);
    const none = { path: "nodes.connectedBase.overrides", value: 1 };
    expect(refusal([none]).code).toMatch(/^rules\.unknown-path/);
    const strict = editRules(grading, [
      { path: "connected.thresholds.2", value: 1 },
      { path: "connected.thresholds.3", value: 2 },
    ]);
    expect(gradeWith(strict)).toBe(3);
    expect(before).toBe(3);
    const mild = editRules(grading, [
      { path: "connected.thresholds.3", value: 500 },
      { path: "connected.thresholds.2", value: 400 },
      { path: "nodes.connectedGrade.overrides.hazard-remote.value", value: 1 },
      { path: "nodes.connectedGrade.overrides.leader-sole.value", value: 1 },
      { path: "nodes.importanceByConsequence.values.2.2", value: 1 },
      { path: "nodes.importanceByConsequence.values.2.1", value: 1 },
      { path: "nodes.importanceByConsequence.values.1.2", value: 1 },
      { path: "nodes.connectedGrade.overrides.important-data.value", value: 1 },
    ]);
    expect(gradeWith(mild)).toBeLessThan(3);
  });
  it("of two thresholds together may pass where each alone would not", () => {
    expect(refusal([{ path: "grading.thresholds.2", value: 80 }]).code).toBe("rules.edit-range");
    const both = editRules(grading, [
      { path: "grading.thresholds.2", value: 80 },
      { path: "grading.thresholds.3", value: 90 },
    ]);
    expect(editablePaths(both).find(({ path }) => path === "grading.thresholds.3")?.value).toBe(90);
  });
  it("names the path, what is near and what is allowed", () => {
    const near = refusal([{ path: "grading.threshold.3", value: 75 }]);
    expect(near.code).toBe("rules.unknown-path-near");
    expect(near.params).toEqual({ path: "grading.threshold.3", near: "grading.thresholds.3" });
    const range = refusal([{ path: "grading.thresholds.3", value: 40 }]);
    expect(range.in("en")).toContain("“grading.thresholds.3” must be > 40, not 40");
    expect(range.in("zh")).toContain("grading.thresholds.3");
    expect(refusal([{ path: "nodes.remotePoints.then", value: 1.5 }]).params["expected"]).toBe(
      "integer ≥ -1000000, ≤ 1000000",
    );
    for (const value of [Number.NaN, Infinity])
      expect(refusal([{ path: "grading.thresholds.3", value }]).code).toBe("rules.edit-range");
  });
  it("that gives a grade which no type has is refused, and the guilty one is named", () => {
    const broken = refusal([
      { path: "nodes.remotePoints.then", value: 5 },
      { path: "nodes.connectedGrade.overrides.leader-sole.value", value: 7 },
    ]);
    expect(broken.code).toBe("rules.edit-breaks");
    expect(broken.params).toMatchObject({
      path: "nodes.connectedGrade.overrides.leader-sole.value",
      node: "connectedGrade",
      values: "7",
    });
  });
});
