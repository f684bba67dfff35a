/** The probe finds a claim that is false, and nothing in rules that keep theirs. */

import type { GradedType, Grading, RuleNode } from "@fenji/regime";
import { expect, test } from "vitest";
import { compileKernel } from "./kernel.ts";
import { probeRules } from "./probe-rules.ts";
import { formulaFacts } from "./testing/random-formula.ts";

const text = { zh: "试", en: "test" };
const base = { label: text, citation: null, standing: "illustrative" } as const;

const gradingOf = (node: RuleNode, type: Pick<GradedType, "monotone" | "grades">): Grading => ({
  facts: formulaFacts,
  derivations: [],
  nodes: [node],
  types: [{ id: "t", name: text, appliesWhen: null, supervision: null, result: node.id, ...type }],
});

const bands = (...values: readonly [number, number, number]): RuleNode => ({
  ...base,
  id: "n",
  rule: "bands",
  of: { fact: "x" },
  bands: values.map((value, index) => ({ from: index === 0 ? null : index, value, label: null })),
});

const grades = [1, 2, 3].map((rank) => ({ rank, label: text }));

const probe = (grading: Grading) => probeRules(compileKernel({ grading, sources: [] }));

test("rules that rise as they say are left alone", () => {
  const monotone = [
    { fact: "x", direction: "rising" },
    { fact: "flag", direction: "falling" },
  ] as const;
  const { breaches, claims, objects } = probe(gradingOf(bands(1, 2, 3), { grades, monotone }));
  expect({ breaches, claims }).toEqual({ breaches: [], claims: 2 });
  expect(objects).toBeGreaterThan(1_000);
});

test("a band that falls breaks the claim that the grade rises, shown by two values", () => {
  const monotone = [{ fact: "x", direction: "rising" }] as const;
  const { breaches } = probe(gradingOf(bands(1, 3, 2), { grades, monotone }));
  expect(breaches).toEqual([
    expect.objectContaining({ kind: "not-monotone", type: "t", grades: [3, 2] }),
  ]);
  const [lower, higher] = breaches[0]?.kind === "not-monotone" ? breaches[0].values : [];
  expect(Number(lower)).toBeLessThan(2);
  expect(Number(higher)).toBeGreaterThanOrEqual(2);
});

test("a value that is no grade falls through, with the facts that lead to it", () => {
  const { breaches } = probe(gradingOf(bands(1, 2, 9), { grades, monotone: [] }));
  expect(breaches).toEqual([expect.objectContaining({ kind: "falls-through", type: "t" })]);
  expect(Number(breaches[0]?.facts["x"])).toBeGreaterThanOrEqual(2);
});
