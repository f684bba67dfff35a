/** Grades every row of columns, for each type: the grade, the set of possible grades, whether the type applies. */

import type { Automaton, Step } from "./automaton.ts";
import type { Columns } from "./columns.ts";
import { deriveColumns } from "./derive-columns.ts";
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
  /** Those given, and those derived from them. */
  readonly columns: Columns;
  /** Class of each fact in each row, in the order of `kernel.facts`: all that `explainRow` needs besides the facts. */
  readonly codes: readonly Codes[];
}

/** Rows worked on together: large enough to forget the cost of starting, small enough to stay in the second-level cache. */
const blockRows = 8_192;

/** @throws AppError `fact.column-length`, `fact.wrong-type` for columns that do not fit the pack. */
export const gradeColumns = (kernel: Kernel, given: Columns): GradedColumns => {
  const columns = deriveColumns(kernel, given);
  const { rows } = columns;
  const codes = kernel.classes.map((classes): Codes => {
    const made = kernel.narrow ? new Uint8Array(rows) : new Uint16Array(rows);
    encodeColumn(classes, columns.byFact.get(classes.fact), made);
    return made;
  });
  const size = Math.min(rows, blockRows);
  const work: Work = {
    rows,
    states: new Int32Array(size),
    next: new Int32Array(size),
    joint: kernel.narrow ? new Uint8Array(size) : new Uint16Array(size),
  };
  const types = kernel.types.map((type) => gradeType(type, codes, work));
  return { rows, types, columns, codes };
};

export const emptyGrades = (type: string, rows: number): GradedColumn => ({
  type,
  grades: new Int8Array(rows),
  possible: new Uint32Array(rows),
  applies: new Uint8Array(rows),
});

/** Room for one block. */
interface Work {
  readonly rows: number;
  readonly states: Int32Array;
  readonly next: Int32Array;
  /** Joint codes of the facts of one step; as wide as the codes, because a step has at most 256 of them. */
  readonly joint: Codes;
}

const gradeType = (
  { type, automaton }: CompiledType,
  codes: readonly Codes[],
  work: Work,
): GradedColumn => {
  const { rows } = work;
  const column = emptyGrades(type.id, rows);
  let endings = endingsOf(automaton);
  for (let start = 0; start < rows; start += blockRows) {
    const count = Math.min(blockRows, rows - start);
    let states = work.states.subarray(0, count).fill(automaton.start);
    let next = work.next.subarray(0, count);
    for (const [index, step] of automaton.steps.entries()) {
      const joint = joinCodes(step, codes, { start, into: work.joint.subarray(0, count) });
      if (advance(step.table, { states, joint, next }) < 0)
        extendBlock(automaton, index, { states, joint, next });
      [states, next] = [next, states];
    }
    if (endings.grades.length !== automaton.masks.length) endings = endingsOf(automaton);
    finish(endings, states, { column, start });
  }
  return column;
};

/** Mixed radix: the last fact is the lowest digit. A fact on its own is read where it lies. */
export const joinCodes = (
  { facts }: Step,
  codes: readonly Codes[],
  { start, into }: { readonly start: number; readonly into: Codes },
): Codes => {
  const [first, ...rest] = facts.map(({ level, count }) => ({
    codes: (codes[level] ?? into).subarray(start, start + into.length),
    radix: count + 1,
  }));
  if (first === undefined) return into.fill(0);
  let joined = first.codes;
  for (const digit of rest) {
    addDigit(joined, digit, into);
    joined = into;
  }
  return joined;
};

const addDigit = (
  before: Codes,
  { codes, radix }: { readonly codes: Codes; readonly radix: number },
  into: Codes,
): void => {
  for (let row = 0; row < into.length; row += 1)
    into[row] = Math.imul(before[row] ?? 0, radix) + (codes[row] ?? 0);
};

interface Block {
  readonly states: Int32Array;
  readonly joint: Codes;
  readonly next: Int32Array;
}

/** The hot loop: one look-up a row and no branch. Negative where some entry is not worked out yet. */
const advance = (table: Int32Array, { states, joint, next }: Block): number => {
  let missing = 0;
  for (let row = 0; row < next.length; row += 1) {
    const to = table[(states[row] ?? 0) + (joint[row] ?? 0)] ?? 0;
    missing |= to;
    next[row] = to;
  }
  return missing;
};

/** Works out what a block is the first to ask for. */
const extendBlock = (automaton: Automaton, index: number, { states, joint, next }: Block): void => {
  for (const [row, to] of next.entries()) {
    if (to >= 0) continue;
    const at = (states[row] ?? 0) + (joint[row] ?? 0);
    const known = automaton.steps[index]?.table[at] ?? -1;
    next[row] = known < 0 ? automaton.extend(index, at) : known;
  }
};

/** What the final states say; looked up again only when a block has met new ones. */
interface Endings {
  readonly grades: Int8Array;
  readonly applies: Uint8Array;
  readonly possible: Uint32Array;
}

const endingsOf = ({ masks }: Automaton): Endings => ({
  grades: Int8Array.from(masks, (mask) => gradeIn(mask) ?? undeterminedGrade),
  applies: Uint8Array.from(masks, appliesIn),
  possible: Uint32Array.from(masks),
});

const finish = (
  { grades, applies, possible }: Endings,
  states: Int32Array,
  { column, start }: { readonly column: GradedColumn; readonly start: number },
): void => {
  for (let row = 0; row < states.length; row += 1) {
    const state = states[row] ?? 0;
    column.grades[start + row] = grades[state] ?? undeterminedGrade;
    column.applies[start + row] = applies[state] ?? 0;
    column.possible[start + row] = possible[state] ?? 0;
  }
};

export const appliesIn = (mask: number): number => {
  if (!mayHaveNoResult(mask)) return applicability.yes;
  return ranksIn(mask).length === 0 ? applicability.no : applicability.unknown;
};
