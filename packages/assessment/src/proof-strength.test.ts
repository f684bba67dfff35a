/** Strength of proof: the weakest hop, against an oracle that follows names by hand. */

import type { Crosswalk, Requirement } from "@fenji/regime";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileProofs, openProofs, strengths, type EvidenceItem, type Strength } from "./index.ts";

const text = { zh: "要求", en: "requirement" };

const selector = (check: string, proves: "full" | "partial") => ({
  check,
  proves,
  contradicts: true,
  onInfo: "nothing" as const,
  minSeverity: null,
});

/** An element that `a` alone proves, or `b` and `c` together; and a second one that `d` proves. */
const requirement: Requirement = {
  id: "r",
  type: "t",
  domain: "d",
  fromGrade: 1,
  appliesWhen: null,
  title: text,
  text,
  methods: ["test"],
  procedure: text,
  elements: [
    {
      id: "r.1",
      text,
      selectors: [selector("x:a", "full"), selector("x:b", "partial"), selector("x:c", "partial")],
    },
    { id: "r.2", text, selectors: [selector("x:d", "full")] },
  ],
  crosswalk: { icsGuide2024: [], mlps: [], nist80053r5: [], iec62443: [] },
  citation: null,
  standing: "illustrative",
  closes: [],
  effort: { personDays: 1, costCny: 1, standing: "illustrative" },
  cases: [],
};

const crosswalk: Crosswalk = {
  id: "w",
  title: text,
  citation: { source: "s", clause: null },
  rows: [
    { from: "y:a", to: ["x:a"], relation: "equal" },
    { from: "y:b", to: ["x:b"], relation: "equal" },
    { from: "y:c", to: ["x:c"], relation: "equal" },
    { from: "y:d", to: ["z:d"], relation: "equal" },
    { from: "z:d", to: ["x:d"], relation: "equal" },
  ],
};

const passed = (check: string): EvidenceItem => ({
  subject: { kind: "host", id: "h" },
  check,
  revision: null,
  refs: [],
  result: "pass",
  severity: null,
  family: "f",
  observedAt: "2024-05-01T00:00:00.000Z",
  receivedAt: "2024-06-01T00:00:00.000Z",
});

const strengthOf = (checks: readonly string[]): Strength => {
  const proofs = openProofs(compileProofs([requirement], [crosswalk]));
  for (const check of checks) proofs.add(passed(check));
  return proofs.strengths()[0]?.strength ?? "none";
};

const rank = (strength: Strength): number => strengths.indexOf(strength);

/** By hand: which names are there, said directly or through a row. */
const byHand = (checks: readonly string[]): Strength => {
  const direct = (name: string) => checks.includes(`x:${name}`);
  const any = (name: string) =>
    direct(name) || checks.includes(`y:${name}`) || checks.includes(`z:${name}`);
  const first = direct("a")
    ? "full"
    : direct("b") && direct("c")
      ? "partial"
      : any("a") || (any("b") && any("c"))
        ? "mapped"
        : "none";
  const second = direct("d") ? "full" : any("d") ? "mapped" : "none";
  return rank(first) < rank(second) ? first : second;
};

const names = ["x:a", "x:b", "x:c", "x:d", "y:a", "y:b", "y:c", "y:d", "z:d"];

describe("strength of proof", () => {
  test("is the weakest hop of the strongest evidence of the weakest element", () => {
    fc.assert(
      fc.property(fc.subarray(names), (checks) => {
        expect([checks, strengthOf(checks)]).toEqual([checks, byHand(checks)]);
      }),
    );
  });

  test("never falls when another check passes", () => {
    fc.assert(
      fc.property(fc.subarray(names), fc.constantFrom(...names), (checks, more) => {
        expect(rank(strengthOf([...checks, more]))).toBeGreaterThanOrEqual(
          rank(strengthOf(checks)),
        );
      }),
    );
  });
});
