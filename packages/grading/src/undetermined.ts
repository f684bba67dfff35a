/** What would settle an open grade: which unknown facts matter, and which of their values settle it alone. */

import type { LocalizedText } from "@fenji/kernel";
import { restrict, survey, type Diagram } from "./diagram.ts";
import { describeClasses } from "./describe-values.ts";
import type { GradedRow } from "./graded-row.ts";
import { gradeIn, type CompiledType } from "./kernel.ts";

export interface Settling {
  readonly when: LocalizedText;
  readonly grade: number;
}

export interface UndeterminedFact {
  readonly fact: string;
  /** Values that settle the grade whatever the other unknown facts are; empty where none does alone. */
  readonly settles: readonly Settling[];
}

export interface Undetermined {
  /** Every unknown fact on which the outcome can still hang, the most decisive first. */
  readonly undetermined: readonly UndeterminedFact[];
  /**
   * Smallest sets of facts that settle the outcome whatever their values. There is one, and it is all of
   * `undetermined`: were one of them left out, some values of the rest would leave it open, or it would not matter.
   */
  readonly settledBy: readonly (readonly string[])[];
}

export const whatSettles = (row: GradedRow, { outcome }: CompiledType): Undetermined => {
  const { kernel } = row;
  const left = restrict(kernel.graph, outcome, row.codeAt);
  const { levels } = survey(kernel.graph, left);
  const facts = levels.map((level) => settlingValues(row, left, level));
  const ranked = facts.toSorted((a, b) => b.share - a.share);
  return {
    undetermined: ranked.map(({ fact, settles }) => ({ fact, settles })),
    settledBy: facts.length === 0 ? [] : [facts.map(({ fact }) => fact)],
  };
};

interface Settles extends UndeterminedFact {
  /** Of the fact's classes, those that settle the grade. */
  readonly share: number;
}

const settlingValues = (row: GradedRow, left: Diagram, level: number): Settles => {
  const { graph, classes } = row.kernel;
  const of = classes[level];
  if (of === undefined) return { fact: "", settles: [], share: 0 };
  const codesByGrade = new Map<number, number[]>();
  for (let code = 0; code < of.count; code += 1) {
    const then = restrict(graph, left, (at) => (at === level ? code : undefined));
    const mask = survey(graph, then).values.reduce((union, value) => union | value, 0);
    const grade = gradeIn(mask >>> 0);
    if (grade !== null) codesByGrade.set(grade, [...(codesByGrade.get(grade) ?? []), code]);
  }
  const settles = [...codesByGrade]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([grade, codes]) => describeClasses(of, codes).map((when) => ({ when, grade })));
  const settling = [...codesByGrade.values()].flat().length;
  return { fact: of.fact, settles, share: settling / of.count };
};
