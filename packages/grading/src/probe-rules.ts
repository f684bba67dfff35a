/** Tries to break what rules claim: that facts never fall through, and that a grade follows a fact in one direction. */

import type { FactDefinition, Facts, FactValue, GradedType, Monotone } from "@fenji/regime";
import { columnsFromRows } from "./columns-from-rows.ts";
import { isUnknown } from "./columns.ts";
import { diceOf, type Dice } from "./dice.ts";
import { gradeColumns } from "./grade-columns.ts";
import { applicability, undeterminedGrade } from "./graded-column.ts";
import type { Kernel } from "./kernel.ts";

export type RuleBreach =
  /** All facts are known, and still there is no one grade of those listed. */
  | { readonly kind: "falls-through"; readonly type: string; readonly facts: Facts }
  /** The grade goes the wrong way between two values of the fact, all else equal. */
  | {
      readonly kind: "not-monotone";
      readonly type: string;
      readonly claim: Monotone;
      readonly facts: Facts;
      readonly values: readonly [FactValue, FactValue];
      readonly grades: readonly [number, number];
    };

export interface RuleProbe {
  /** Objects with all facts known that were graded. */
  readonly objects: number;
  readonly claims: number;
  /** At most one for each type, and for each claim. */
  readonly breaches: readonly RuleBreach[];
}

const objects = 2_000;
const chains = 300;

/** The same probe for the same seed. */
export const probeRules = (kernel: Kernel, seed = 1): RuleProbe => {
  const dice = diceOf(seed);
  const derived = new Set(kernel.derivations.map(({ id }) => id));
  const facts = kernel.facts.filter(({ id }) => !derived.has(id));
  const values = new Map(facts.map((fact) => [fact.id, sampleValues(kernel, fact, dice)]));
  const draw = (): Facts =>
    Object.fromEntries([...values].map(([id, samples]) => [id, pick(dice, samples)]));
  const breaches = fallsThrough(kernel, Array.from({ length: objects }, draw));
  let claims = 0;
  for (const { type } of kernel.types) {
    for (const claim of type.monotone) {
      claims += 1;
      const rising = values.get(claim.fact) ?? [];
      const definition = facts.find(({ id }) => id === claim.fact);
      const breach =
        definition === undefined
          ? undefined
          : breakClaim(kernel, { type, claim, chain: ascending(definition, rising), draw });
      if (breach !== undefined) breaches.push(breach);
    }
  }
  return { objects, claims, breaches };
};

const pick = <T>(dice: Dice, list: readonly T[]): T | null => list[dice.roll(list.length)] ?? null;

const fallsThrough = (kernel: Kernel, rows: readonly Facts[]): RuleBreach[] => {
  const graded = gradeColumns(kernel, columnsFromRows(kernel, rows));
  const valued = (row: number): boolean =>
    kernel.derivations.every(({ id }) => {
      const column = graded.columns.byFact.get(id);
      return column !== undefined && !isUnknown(column.unknown, row);
    });
  return kernel.types.flatMap(({ type }, index): RuleBreach[] => {
    const column = graded.types[index];
    const ranks = new Set(type.grades.map(({ rank }) => rank));
    const row = rows.findIndex((_, at) => {
      const applies = column?.applies[at];
      if (applies === applicability.no || !valued(at)) return false;
      return !ranks.has(column?.grades[at] ?? undeterminedGrade);
    });
    return row < 0 ? [] : [{ kind: "falls-through", type: type.id, facts: rows[row] ?? {} }];
  });
};

interface Claim {
  readonly type: GradedType;
  readonly claim: Monotone;
  /** Values of the fact from the lowest up. */
  readonly chain: readonly FactValue[];
  readonly draw: () => Facts;
}

const breakClaim = (
  kernel: Kernel,
  { type, claim, chain, draw }: Claim,
): RuleBreach | undefined => {
  const bases = Array.from({ length: chains }, draw);
  const rows = bases.flatMap((base) => chain.map((value) => ({ ...base, [claim.fact]: value })));
  const graded = gradeColumns(kernel, columnsFromRows(kernel, rows));
  const grades = graded.types.find((column) => column.type === type.id)?.grades;
  for (const [at, base] of bases.entries()) {
    let before: { value: FactValue; grade: number } | undefined;
    for (const [step, value] of chain.entries()) {
      const grade = grades?.[at * chain.length + step] ?? undeterminedGrade;
      if (grade === undeterminedGrade) continue;
      const wrong =
        before !== undefined &&
        (claim.direction === "rising" ? grade < before.grade : grade > before.grade);
      if (before !== undefined && wrong)
        return {
          kind: "not-monotone",
          type: type.id,
          claim,
          facts: base,
          values: [before.value, value],
          grades: [before.grade, grade],
        };
      before = { value, grade };
    }
  }
  return undefined;
};

/** Of a set, only a chain of growing ones. */
const ascending = (fact: FactDefinition, values: readonly FactValue[]): readonly FactValue[] => {
  if (fact.kind === "number") return values.toSorted((a, b) => Number(a) - Number(b));
  if (fact.kind !== "set") return values;
  return [[], ...fact.options.map((_, at) => fact.options.slice(0, at + 1).map(({ id }) => id))];
};

/** On and just below each threshold of the rules, the ends of the range, and a few between on all scales. */
const sampleValues = (kernel: Kernel, fact: FactDefinition, dice: Dice): readonly FactValue[] => {
  switch (fact.kind) {
    case "boolean":
      return [false, true];
    case "choice":
      return fact.options.map(({ id }) => id);
    case "set":
      return Array.from({ length: 40 }, () =>
        fact.options.filter(() => dice.roll(2) === 0).map(({ id }) => id),
      );
    case "number": {
      const [low, high] = [fact.min ?? -1e6, fact.max ?? 1e9];
      const classes = kernel.classes.find((of) => of.fact === fact.id);
      const cuts = classes?.kind === "number" ? classes.thresholds.map(({ from }) => from) : [];
      const step = fact.integer ? 1 : 1e-6;
      const scaled = Array.from(
        { length: 12 },
        () => low + (high - low) * 10 ** -(dice.roll(80) / 10),
      );
      const all = [low, high, 0, 1, ...cuts, ...cuts.map((cut) => cut - step), ...scaled];
      const fitting = all.map((value) => (fact.integer ? Math.round(value) : value));
      return [...new Set(fitting)].filter((value) => value >= low && value <= high);
    }
  }
};
