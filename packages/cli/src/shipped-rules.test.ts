/** The golden cases of the packs that we ship hold their rules: change one that matters, and a case tells. */

import { compileKernel, gradeObject, type Reason } from "@fenji/grading";
import type { Facts, Pack, RuleNode } from "@fenji/regime";
import { describe, expect, it } from "vitest";
import { findRegime } from "./find-pack.ts";
import { runPackCases } from "./run-pack-cases.ts";

const protection = await findRegime("iiot-protection@2024-illustrative");
const size = await findRegime("enterprise-size@2017");

/** Cases that fail when the rules are those given. */
const failuresWith = (pack: Pack, change: (node: RuleNode) => RuleNode): number =>
  runPackCases({
    ...pack,
    requirements: [],
    grading: { ...pack.grading, nodes: pack.grading.nodes.map(change) },
  }).failures.length;

const overridesOf = (pack: Pack): readonly { readonly node: string; readonly id: string }[] =>
  pack.grading.nodes.flatMap((node) =>
    node.rule === "override" ? node.overrides.map(({ id }) => ({ node: node.id, id })) : [],
  );

const withoutOverride =
  (target: { readonly node: string; readonly id: string }) =>
  (node: RuleNode): RuleNode =>
    node.rule === "override" && node.id === target.node
      ? { ...node, overrides: node.overrides.filter(({ id }) => id !== target.id) }
      : node;

const withPoints =
  (target: { readonly node: string; readonly option: string }, points: number) =>
  (node: RuleNode): RuleNode =>
    node.rule === "lookup" && node.id === target.node
      ? { ...node, values: { ...node.values, [target.option]: points } }
      : node;

const findReason = (reasons: readonly Reason[], factor: string): Reason | undefined => {
  for (const reason of reasons) {
    const found = reason.factor === factor ? reason : findReason(reason.children, factor);
    if (found !== undefined) return found;
  }
  return undefined;
};

const tierPointsOf = (facts: Facts): number | null | undefined => {
  const kernel = compileKernel({ grading: protection.grading, sources: protection.header.sources });
  const result = gradeObject(kernel, facts).find(({ type }) => type === "identifier");
  return findReason(result?.reasons ?? [], "tierPoints")?.points;
};

describe("overrides of the protection pack", () => {
  it.each(overridesOf(protection))("$node: $id decides at least one case", (override) => {
    expect(failuresWith(protection, withoutOverride(override))).toBeGreaterThan(0);
  });
});

describe("points of identifier nodes", () => {
  it.each([
    ["enterprise", 10],
    ["secondary", 30],
    ["top", 50],
  ])("%s: %i", (identifierNode, points) => {
    expect(tierPointsOf({ enterpriseTypes: ["identifier"], identifierNode })).toBe(points);
  });

  it("are held by the golden cases, too, where they can change a grade", () => {
    const changed = (option: string, points: number): number =>
      failuresWith(protection, withPoints({ node: "tierPoints", option }, points));
    expect(changed("enterprise", 9)).toBeGreaterThan(0);
    expect(changed("enterprise", 13)).toBeGreaterThan(0);
    expect(changed("secondary", 29)).toBeGreaterThan(0);
    expect(changed("secondary", 33)).toBeGreaterThan(0);
    expect(changed("secondary", 30)).toBe(0);
  });
});

it("calls nothing official but the published size classes", () => {
  const official = (pack: Pack): string[] =>
    pack.grading.nodes.filter(({ standing }) => standing === "official").map(({ id }) => id);
  expect(official(protection)).toEqual(["sizeByPeople", "sizeByRevenue", "sizeClass"]);
  expect(official(size).length).toBeGreaterThan(0);
});
