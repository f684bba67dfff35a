/** All rows as one type: their class under the stored rules, and under edited ones. */

import {
  applicability,
  compileKernel,
  createTreeRegrader,
  editRules,
  undeterminedGrade,
  type Columns,
  type GradedColumn,
  type Kernel,
  type KernelSource,
  type RuleEdit,
} from "@fenji/grading";
import { onlyType } from "./one-type.ts";
import type { GradeClass } from "./picture.ts";

/** Positions in the list of classes, one a row. */
export type Classes = Uint8Array;

export interface TypeRows {
  readonly classes: readonly GradeClass[];
  readonly before: Classes;
  /** @throws AppError `rules.*`, `grading.*`. */
  readonly after: (edits: readonly RuleEdit[]) => Classes;
  /** Works out what these edits will need, and tells nobody. */
  readonly warm: (edits: readonly RuleEdit[]) => void;
  /** For reasons, row by row. */
  readonly kernel: (edits: readonly RuleEdit[]) => Kernel;
}

const classesOf = ({ grading }: KernelSource, typeId: string): readonly GradeClass[] => {
  const type = grading.types.find(({ id }) => id === typeId);
  const ranks = (type?.grades ?? []).map(({ rank }) => rank).toSorted((a, b) => a - b);
  return [...ranks, "undetermined", "none"];
};

const classify = (classes: readonly GradeClass[], graded: GradedColumn | undefined): Classes => {
  if (graded === undefined) return new Uint8Array(0);
  const none = classes.indexOf("none");
  const open = classes.indexOf("undetermined");
  const ranks = classes.filter((one) => typeof one === "number");
  // One look-up a row: grades begin at −1.
  const byGrade = new Uint8Array(Math.max(0, ...ranks) + 2).fill(open);
  for (const [position, rank] of ranks.entries()) byGrade[rank + 1] = position;
  const { grades, applies } = graded;
  const found = new Uint8Array(grades.length);
  for (let row = 0; row < found.length; row += 1)
    found[row] =
      applies[row] === applicability.no
        ? none
        : (byGrade[(grades[row] ?? undeterminedGrade) + 1] ?? open);
  return found;
};

/** The last few things made, by what they were made from. */
const remember = <T>(most: number, make: (edits: readonly RuleEdit[]) => T) => {
  const held = new Map<string, T>();
  return (edits: readonly RuleEdit[]): T => {
    const key = JSON.stringify(edits);
    const found = held.get(key) ?? make(edits);
    held.delete(key);
    held.set(key, found);
    const [oldest] = held.keys();
    if (held.size > most && oldest !== undefined) held.delete(oldest);
    return found;
  };
};

export const openTypeRows = (source: KernelSource, columns: Columns, type: string): TypeRows => {
  const rulesOf = (edits: readonly RuleEdit[]) => onlyType(editRules(source.grading, edits), type);
  const stored = { ...source, grading: rulesOf([]) };
  const regrader = createTreeRegrader(stored, columns);
  const classes = classesOf(source, type);
  const regrade = (edits: readonly RuleEdit[]): Classes =>
    classify(classes, regrader.regrade(rulesOf(edits))[0]);
  return {
    classes,
    before: regrade([]),
    after: remember(4, regrade),
    warm: (edits) => void regrader.regrade(rulesOf(edits)),
    kernel: remember(2, (edits) => compileKernel({ ...source, grading: rulesOf(edits) })),
  };
};
