/** Grades every row of columns, for each type: the grade, the set of possible grades, whether the type applies. */

import type { Automaton, Step } from "./automaton.ts";
import type { Columns } from "./columns.ts";
import { encodeColumn, type Codes } from "./encode-column.ts";
import { gradeIn, mayHaveNoResult, ranksIn, type CompiledType, type Kernel } from "./kernel.ts";

/** Values of `grades` that are no rank. */
export const undeterminedGrade = -1;

/** Values of `applies`. */
export const applicability = { no: 0, yes: 1, unknown: 2 } as const;

export interface GradedColumn {
  readonly type: string;
  /** Rank, or −1: undetermined or not applicable. */
  readonly grades: Int8Array;
  /** Bit r: rank r is possible. Bit 31: possibly no result. Exact over all completions of the unknown facts. */
  readonly possible: Uint32Array;
  /** 0 no, 1 yes, 2 unknown. */
  readonly applies: Uint8Array;
}

export interface GradedColumns {
  readonly rows: number;
  readonly types: readonly GradedColumn[];
  /** Class of each fact in each row, in the order of `kernel.facts`: all that `explainRow` needs besides the facts. */
  readonly codes: readonly Codes[];
}

/** Rows worked on together: their states and codes of one step stay in the first-level cache. */
const blockRows = 4_096;

/** @throws AppError `fact.column-length`, `fact.wrong-type` for columns that do not fit the pack. */
export const gradeColumns = (kernel: Kernel, columns: Columns): GradedColumns => {
  const { rows } = columns;
  const codes = kernel.classes.map((classes): Codes => {
    const made = kernel.narrow ? new Uint8Array(rows) : new Uint16Array(rows);
    encodeColumn(classes, columns.byFact.get(classes.fact), made);
    return made;
  });
  const size = Math.min(rows, blockRows);
  const work = { rows, states: new Int32Array(size), joint: new Uint32Array(size) };
  const types = kernel.types.map((type) => gradeType(type, codes, work));
  return { rows, types, codes };
};

interface Work {
  readonly rows: number;
  readonly states: Int32Array;
  /** Joint codes of the facts of one step. */
  readonly joint: Uint32Array;
}

const gradeType = (
  { type, automaton }: CompiledType,
  codes: readonly Codes[],
  { rows, states, joint }: Work,
): GradedColumn => {
  const column: GradedColumn = {
    type: type.id,
    grades: new Int8Array(rows),
    possible: new Uint32Array(rows),
    applies: new Uint8Array(rows),
  };
  for (let start = 0; start < rows; start += blockRows) {
    const count = Math.min(blockRows, rows - start);
    states.fill(0);
    for (const [index, step] of automaton.steps.entries()) {
      const read = step.facts.map(({ level }) =>
        codesOf(codes, level).subarray(start, start + count),
      );
      joinCodes(step, read, joint);
      advance(states, joint.subarray(0, count), { automaton, index, step });
    }
    finish(automaton, states.subarray(0, count), { column, start });
  }
  return column;
};

const codesOf = (codes: readonly Codes[], level: number): Codes => {
  const found = codes[level];
  if (found === undefined) throw new RangeError(`no fact at level ${level}`);
  return found;
};

/** Mixed radix: the last fact is the lowest digit. */
const joinCodes = ({ facts }: Step, read: readonly Codes[], joint: Uint32Array): void => {
  for (const [index, codes] of read.entries()) {
    if (index === 0) joint.set(codes);
    else addDigit(joint, codes, (facts[index]?.count ?? 0) + 1);
  }
};

const addDigit = (joint: Uint32Array, codes: Codes, radix: number): void => {
  for (let row = 0; row < codes.length; row += 1)
    joint[row] = (joint[row] ?? 0) * radix + (codes[row] ?? 0);
};

interface Advance {
  readonly automaton: Automaton;
  readonly index: number;
  readonly step: Step;
}

/** The hot loop: one table look-up a row; the branch is taken once per new pair of state and code. */
const advance = (
  states: Int32Array,
  codes: Uint32Array,
  { automaton, index, step }: Advance,
): void => {
  let { table } = step;
  for (let row = 0; row < codes.length; row += 1) {
    const at = (states[row] ?? 0) + (codes[row] ?? 0);
    let next = table[at] ?? 0;
    if (next < 0) {
      next = automaton.extend(index, at);
      table = step.table;
    }
    states[row] = next;
  }
};

const finish = (
  { masks }: Automaton,
  states: Int32Array,
  { column, start }: { readonly column: GradedColumn; readonly start: number },
): void => {
  const grade = Int8Array.from(masks, (mask) => gradeIn(mask) ?? undeterminedGrade);
  const applies = Uint8Array.from(masks, appliesIn);
  const possible = Uint32Array.from(masks);
  for (let row = 0; row < states.length; row += 1) {
    const state = states[row] ?? 0;
    column.grades[start + row] = grade[state] ?? undeterminedGrade;
    column.applies[start + row] = applies[state] ?? 0;
    column.possible[start + row] = possible[state] ?? 0;
  }
};

const appliesIn = (mask: number): number => {
  if (!mayHaveNoResult(mask)) return applicability.yes;
  return ranksIn(mask).length === 0 ? applicability.no : applicability.unknown;
};
