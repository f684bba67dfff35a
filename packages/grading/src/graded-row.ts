/** One row of graded columns, as explanations look at it. */

import type { Facts, FactValue } from "@fenji/regime";
import { isUnknown, type Column } from "./columns.ts";
import type { Diagram } from "./diagram-graph.ts";
import { restrict, survey } from "./diagram.ts";
import { chosen, type FactClasses } from "./fact-classes.ts";
import type { GradedColumns } from "./grade-columns.ts";
import type { Kernel } from "./kernel.ts";

export interface GradedRow {
  readonly kernel: Kernel;
  /** Known facts and derivations only. */
  readonly facts: Facts;
  /** Class of the fact at a level; undefined where it is unknown. */
  readonly codeAt: (level: number) => number | undefined;
}

export const gradedRow = (kernel: Kernel, graded: GradedColumns, row: number): GradedRow => {
  const values = kernel.classes.flatMap((classes) => {
    const column = graded.columns.byFact.get(classes.fact);
    if (column === undefined || isUnknown(column.unknown, row)) return [];
    return [[classes.fact, valueAt(classes, column, row)] as const];
  });
  const codeAt = (level: number): number | undefined => {
    const code = graded.codes[level]?.[row];
    return code === kernel.classes[level]?.count ? undefined : code;
  };
  return { kernel, facts: Object.fromEntries(values), codeAt };
};

const valueAt = (classes: FactClasses, column: Column, row: number): FactValue => {
  const value = column.values[row] ?? 0;
  if (classes.kind === "boolean") return value === 1;
  if (classes.kind === "choice") return classes.options[value]?.id ?? null;
  if (classes.kind === "set") return chosen(classes.options, value);
  return value;
};

/** Every value that a rule node can still take. */
export const possibleValues = (row: GradedRow, diagram: Diagram): readonly number[] =>
  survey(row.kernel.graph, restrict(row.kernel.graph, diagram, row.codeAt)).values;

/** The one value, or null where the facts leave several. */
export const settledValue = (row: GradedRow, diagram: Diagram): number | null => {
  const [value, other] = possibleValues(row, diagram);
  return value === undefined || other !== undefined ? null : value;
};
