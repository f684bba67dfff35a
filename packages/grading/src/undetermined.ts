/** What would settle an open grade: which unknown facts matter, and which of their values settle it alone. */

import type { LocalizedText } from "@fenji/kernel";
import { factsBehind } from "./derive-columns.ts";
import type { Diagram } from "./diagram-graph.ts";
import { restrict, survey } from "./diagram.ts";
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
  const open = ranked.flatMap(({ fact, settles }) => askedFor(row, { fact, settles }));
  const first = open.filter(({ fact }, at) => open.findIndex((one) => one.fact === fact) === at);
  const named = facts.flatMap(({ fact }) => askedFor(row, { fact, settles: [] }));
  return {
    undetermined: first,
    settledBy: named.length === 0 ? [] : [[...new Set(named.map(({ fact }) => fact))]],
  };
};

/** Nobody can be asked for a derivation: the unknown facts behind it stand for it, or, where it has no value, all of them. */
const askedFor = ({ kernel, facts }: GradedRow, open: UndeterminedFact): UndeterminedFact[] => {
  const behind = factsBehind(kernel.derivations, open.fact);
  if (behind.length === 1 && behind[0] === open.fact) return [open];
  const unknown = behind.filter((fact) => facts[fact] === undefined);
  return (unknown.length === 0 ? behind : unknown).map((fact) => ({ fact, settles: [] }));
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
