/** The nearest step against brute force: every set of facts, every value that could matter. */

import type { Derivation, FactDefinition, Facts, FactValue, Grading } from "@fenji/regime";
import { describe, expect, test } from "vitest";
import { relativeChange } from "./change-fact.ts";
import { diceOf, type Dice } from "./dice.ts";
import { gradeObject } from "./grade-object.ts";
import { compileKernel, type Kernel } from "./kernel.ts";
import { nearestStep, type NearestStep } from "./nearest-step.ts";
import { candidates } from "./testing/enumerate-facts.ts";
import { randomGrading } from "./testing/random-grading.ts";

const gradeOf = (kernel: Kernel, facts: Facts): number | null =>
  gradeObject(kernel, facts).find(({ type }) => type === kernel.types[0]?.type.id)?.grade ?? null;

const valuesOf = (grading: Grading): ReadonlyMap<string, readonly FactValue[]> =>
  new Map(grading.facts.map((fact) => [fact.id, candidates(fact, grading)]));

const pick = <T>(dice: Dice, list: readonly T[]): T => {
  const found = list[dice.roll(list.length)];
  if (found === undefined) throw new RangeError("nothing to pick from");
  return found;
};

const sizeOf = (fact: FactDefinition, from: FactValue, to: FactValue): number => {
  if (fact.kind === "number") return relativeChange(from, Number(to));
  if (fact.kind !== "set") return 1;
  const holds = (of: FactValue, id: string): boolean => Array.isArray(of) && of.includes(id);
  const moved = fact.options.filter(({ id }) => holds(from, id) !== holds(to, id));
  return moved.length / fact.options.length;
};

interface Least {
  readonly count: number;
  readonly size: number;
}

/** All subsets of facts, the smallest first, with all values that could matter. */
const leastByForce = (
  kernel: Kernel,
  facts: Facts,
  {
    goal,
    values,
  }: { readonly goal: number; readonly values: ReadonlyMap<string, readonly FactValue[]> },
): Least | undefined => {
  const { facts: all } = kernel.grading;
  let found: Least | undefined;
  const change = (from: number, held: Facts, least: Least, left: number): void => {
    if (left === 0) {
      if (gradeOf(kernel, held) === goal && (found === undefined || least.size < found.size))
        found = least;
      return;
    }
    for (let index = from; index < all.length; index += 1) {
      const fact = all[index];
      if (fact === undefined) continue;
      for (const to of values.get(fact.id) ?? []) {
        const size = least.size + sizeOf(fact, facts[fact.id] ?? null, to);
        change(index + 1, { ...held, [fact.id]: to }, { count: least.count + 1, size }, left - 1);
      }
    }
  };
  for (let count = 0; count <= all.length; count += 1) {
    change(0, facts, { count: 0, size: 0 }, count);
    if (found !== undefined) return found;
  }
  return undefined;
};

const applied = (facts: Facts, { changes }: NearestStep): Facts => ({
  ...facts,
  ...Object.fromEntries(changes.map(({ fact, to }) => [fact, to])),
});

const sizeOfStep = (grading: Grading, { changes }: NearestStep): number =>
  changes.reduce((sum, { fact, from, to }) => {
    const definition = grading.facts.find(({ id }) => id === fact);
    return definition === undefined ? sum : sum + sizeOf(definition, from, to);
  }, 0);

/** Few enough to try all of them. */
const few = (values: ReadonlyMap<string, readonly FactValue[]>): boolean =>
  [...values.values()].reduce((product, of) => product * (of.length + 1), 1) <= 200;

const noneFixed: ReadonlySet<string> = new Set();

describe("nearestStep", () => {
  test("by facts alone: as few changes and as small as any", () => {
    let steps = 0;
    for (let seed = 1; steps < 20; seed += 1) {
      const dice = diceOf(seed);
      const grading = randomGrading(dice);
      const values = valuesOf(grading);
      if (!few(values)) continue;
      const kernel = compileKernel({ grading, sources: [] });
      const facts = Object.fromEntries([...values].map(([id, of]) => [id, pick(dice, of)]));
      const [type] = grading.types;
      for (const { rank: goal } of type?.grades ?? []) {
        const step = nearestStep(kernel, facts, {
          type: type?.id ?? "",
          goal: [goal],
          fixed: noneFixed,
        });
        const least = leastByForce(kernel, facts, { goal, values });
        expect([seed, step.outcome]).toEqual([
          seed,
          least === undefined ? "none" : least.count === 0 ? "reached" : "step",
        ]);
        if (least === undefined || step.outcome !== "step") continue;
        steps += 1;
        expect(gradeOf(kernel, applied(facts, step))).toBe(goal);
        expect([seed, step.changes.length]).toEqual([seed, least.count]);
        // Brute force steps 1e-6 over a bound that is not met.
        expect(sizeOfStep(grading, step)).toBeLessThanOrEqual(least.size + 1e-9);
      }
    }
  });

  test("with unknown facts: what it names leads to the goal, unknown facts first", () => {
    let steps = 0;
    for (let seed = 1; steps < 40; seed += 1) {
      const dice = diceOf(seed);
      const grading = randomGrading(dice);
      const kernel = compileKernel({ grading, sources: [] });
      const facts = Object.fromEntries(
        [...valuesOf(grading)].flatMap(([id, of]) =>
          dice.roll(2) === 0 ? [] : [[id, pick(dice, of)]],
        ),
      );
      const [type] = grading.types;
      const goal = Math.max(...(type?.grades ?? []).map(({ rank }) => rank));
      const step = nearestStep(kernel, facts, {
        type: type?.id ?? "",
        goal: [goal],
        fixed: noneFixed,
      });
      if (step.outcome !== "step") continue;
      steps += 1;
      expect([seed, gradeOf(kernel, applied(facts, step))]).toEqual([seed, goal]);
      const known = step.changes.map(({ from }) => from !== null);
      expect(known).toEqual(known.toSorted());
    }
  });

  test("what is fixed stays", () => {
    const kernel = compileKernel({ grading: shares, sources: [] });
    const facts = { cost: 2, revenue: 100, old: 1 };
    const fixed = new Set(["cost"]);
    const step = nearestStep(kernel, facts, { type: "t", goal: [1], fixed });
    expect(step.changes.map(({ fact }) => fact)).toEqual(["revenue"]);
    expect(nearestStep(kernel, facts, { type: "t", goal: [1], fixed: new Set(["old"]) })).toEqual({
      outcome: "step",
      changes: [{ fact: "cost", from: 2, to: 5, bound: { op: ">=", value: 5 } }],
    });
    const all = new Set(["cost", "revenue"]);
    expect(nearestStep(kernel, facts, { type: "t", goal: [1], fixed: all }).outcome).toBe("none");
  });

  test("unknown facts behind a derived number have to be given first", () => {
    const kernel = compileKernel({ grading: shares, sources: [] });
    const step = nearestStep(
      kernel,
      { cost: 2, old: 1 },
      { type: "t", goal: [1], fixed: noneFixed },
    );
    expect(step).toEqual({
      outcome: "step",
      changes: [{ fact: "revenue", from: null, to: null, bound: null }],
    });
  });

  test("with derived numbers: as few changes as any over a grid", () => {
    let steps = 0;
    for (let seed = 1; steps < 25; seed += 1) {
      const dice = diceOf(seed);
      const grading = derivedGrading(dice);
      const kernel = compileKernel({ grading, sources: [] });
      const facts = { a: dice.roll(7), b: dice.roll(7), c: dice.roll(7) };
      const every = Array.from({ length: 7 }, (_, value) => value);
      const values = new Map(["a", "b", "c"].map((id) => [id, every]));
      const least = leastByForce(kernel, facts, { goal: 1, values });
      const step = nearestStep(kernel, facts, { type: "t", goal: [1], fixed: noneFixed });
      if (least === undefined) {
        expect([seed, step.outcome === "none" || step.outcome === "too-far"]).toEqual([seed, true]);
        continue;
      }
      steps += 1;
      expect([seed, step.changes.length]).toEqual([seed, least.count]);
      expect(gradeOf(kernel, applied(facts, step))).toBe(1);
      if (least.count === 1) expect(sizeOfStep(grading, step)).toBeCloseTo(least.size, 9);
    }
  });
});

const words = { zh: "试", en: "test" };
const base = { label: words, help: null, citation: null, section: null };
const number = (id: string, integer: boolean, max: number | null): FactDefinition => ({
  ...base,
  id,
  kind: "number",
  unit: null,
  integer,
  min: 0,
  max,
});

const derivation = (id: string, formula: Derivation["formula"]): Derivation => ({
  id,
  label: words,
  unit: null,
  formula,
  citation: null,
  standing: "illustrative",
});

const gradedBy = (
  facts: readonly FactDefinition[],
  derivations: readonly Derivation[],
  when: Extract<Grading["nodes"][number], { rule: "when" }>["when"],
): Grading => ({
  facts,
  derivations,
  nodes: [
    {
      id: "n",
      label: words,
      citation: null,
      standing: "illustrative",
      rule: "when",
      when,
      then: 1,
      otherwise: 0,
    },
  ],
  types: [
    {
      id: "t",
      name: words,
      appliesWhen: null,
      result: "n",
      supervision: null,
      grades: [0, 1].map((rank) => ({ rank, label: words })),
      monotone: [],
    },
  ],
});

/** At least 5 in 100 of revenue. */
const shares = gradedBy(
  [number("cost", false, null), number("revenue", false, null), number("old", true, 10)],
  [
    derivation("share", {
      round: { quotient: [{ product: [{ fact: "cost" }, { number: 100 }] }, { fact: "revenue" }] },
      digits: 8,
    }),
  ],
  {
    all: [
      { number: { fact: "share" }, op: ">=", value: 5 },
      { number: { fact: "old" }, op: ">=", value: 1 },
    ],
  },
);

/** A sum and a difference that share a fact, and a fact of its own. */
const derivedGrading = (dice: Dice): Grading =>
  gradedBy(
    ["a", "b", "c"].map((id) => number(id, true, 6)),
    [
      derivation("sum", { sum: [{ fact: "a" }, { fact: "b" }] }),
      derivation("gap", { difference: [{ fact: "a" }, { fact: "c" }] }),
    ],
    {
      all: [
        { number: { fact: "sum" }, op: ">=", value: dice.roll(12) },
        { number: { fact: "gap" }, op: dice.roll(2) === 0 ? ">=" : "<=", value: dice.roll(9) - 4 },
        { number: { fact: "c" }, op: ">=", value: dice.roll(6) },
      ],
    },
  );
