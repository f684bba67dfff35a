/** What has to change for a grade to be reached: the fewest facts, and among as many the smallest change. */

import type { Facts, FactValue } from "@fenji/regime";
import { moveInto, type Bound } from "./change-fact.ts";
import { lift1, survey } from "./diagram.ts";
import { gradeIn, type Kernel } from "./kernel.ts";
import { cheapestWay } from "./least-changes.ts";
import { codesOf } from "./probe-number.ts";
import { searchStep } from "./search-step.ts";
import { changeWeight, type Change, type StepProblem } from "./step-problem.ts";

export interface StepWish {
  readonly type: string;
  /** Ranks of which any is wanted. */
  readonly goal: readonly number[];
  /** Facts that cannot change. */
  readonly fixed: ReadonlySet<string>;
}

export interface FactChange {
  readonly fact: string;
  /** null: not known yet. */
  readonly from: FactValue;
  /** null: it has to be known first, because a number is derived from it. */
  readonly to: FactValue;
  /** Of a number: where it has to come to. */
  readonly bound: Bound | null;
}

export interface NearestStep {
  /**
   * `reached` by the facts as they are. `none`: whatever the facts, as long as what is fixed stays. `too-far`: not found
   * within the limit of the search.
   */
  readonly outcome: "reached" | "step" | "none" | "too-far";
  /** Facts not known yet first, then the smaller changes first. */
  readonly changes: readonly FactChange[];
}

/**
 * Exact where the target looks at facts alone. Where it looks at derived numbers, their facts are tried one after the other
 * at the values where a class changes, so that the number of facts is the least while two facts need not share a change
 * in the best proportion. Facts that are not known count as changes where the way to the grade asks for them.
 * @throws AppError `fact.*` for facts that do not fit the pack.
 */
export const nearestStep = (kernel: Kernel, facts: Facts, wish: StepWish): NearestStep => {
  const compiled = kernel.types.find(({ type }) => type.id === wish.type);
  if (compiled === undefined) return { outcome: "none", changes: [] };
  const wanted = (mask: number): number => {
    const grade = gradeIn(mask);
    return grade !== null && wish.goal.includes(grade) ? 1 : 0;
  };
  const target = lift1(kernel.graph, wanted)(compiled.outcome);
  const { levels } = survey(kernel.graph, target);
  const problem = { kernel, target, levels, facts, fixed: wish.fixed };
  const derived = new Set(kernel.derivations.map(({ id }) => id));
  const pure = levels.every((level) => !derived.has(kernel.facts[level]?.id ?? ""));
  const found = pure ? wayByFacts(problem) : searchStep(problem);
  if (typeof found === "string") return { outcome: found, changes: [] };
  return { outcome: found.length === 0 ? "reached" : "step", changes: inOrder(found) };
};

const inOrder = (changes: readonly Change[]): readonly FactChange[] =>
  changes
    .toSorted((a, b) => {
      const known = Number(a.from !== null) - Number(b.from !== null);
      return known === 0 ? a.relative - b.relative : known;
    })
    .map(({ fact, from, to, bound }) => ({ fact, from, to, bound }));

/** Without derived numbers every level is a fact of its own, and the cheapest way is the nearest step. */
const wayByFacts = ({ kernel, target, facts, fixed }: StepProblem): "none" | readonly Change[] => {
  const codes = codesOf(kernel, [facts]);
  const changeTo = (level: number, code: number): Change | undefined => {
    const classes = kernel.classes[level];
    if (classes === undefined || fixed.has(classes.fact)) return undefined;
    const from = facts[classes.fact] ?? null;
    const move = moveInto(classes, code, from);
    return move === undefined ? undefined : { ...move, fact: classes.fact, from };
  };
  const { cost, passes } = cheapestWay(kernel.graph, target, (level, code) => {
    if (codes[level]?.[0] === code) return 0;
    const change = changeTo(level, code);
    return change === undefined ? Infinity : changeWeight + change.relative;
  });
  if (cost === Infinity) return "none";
  return passes.flatMap(([level, code]) =>
    codes[level]?.[0] === code ? [] : (changeTo(level, code) ?? []),
  );
};
