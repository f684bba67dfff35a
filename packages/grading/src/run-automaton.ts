/** Runs the automaton of each type over the codes of all rows, block by block. */

import { advanceStates, placeIn, type Run } from "./advance-states.ts";
import type { Automaton } from "./automaton.ts";
import type { Codes } from "./encode-column.ts";
import {
  applicability,
  emptyGrades,
  undeterminedGrade,
  type GradedColumn,
} from "./graded-column.ts";
import {
  gradeIn,
  mayHaveNoResult,
  noResultBit,
  ranksIn,
  type CompiledType,
  type Kernel,
} from "./kernel.ts";

/** Rows worked on together: large enough to forget the cost of starting, small enough to stay in the second-level cache. */
const blockRows = 8_192;

/** Room for one block. */
interface Work {
  readonly rows: number;
  readonly states: Int32Array;
  readonly next: Int32Array;
  /** Places in the block of the rows that are still to be worked on. */
  readonly kept: Int32Array;
}

export const gradeTypes = (
  kernel: Kernel,
  codes: readonly Codes[],
  rows: number,
): readonly GradedColumn[] => {
  const size = Math.min(rows, blockRows);
  const work: Work = {
    rows,
    states: new Int32Array(size),
    next: new Int32Array(size),
    kept: new Int32Array(size),
  };
  const absent = kernel.graph.terminal((1 << noResultBit) >>> 0);
  return kernel.types.map((type) => gradeType({ type, absent }, codes, work));
};

interface Graded {
  readonly type: CompiledType;
  /** The function that is left where the type surely does not apply. */
  readonly absent: number;
}

const gradeType = (graded: Graded, codes: readonly Codes[], work: Work): GradedColumn => {
  const { rows } = work;
  const { automaton, type } = graded.type;
  const column = emptyGrades(type.id, rows);
  let endings = endingsOf(automaton);
  for (let start = 0; start < rows; start += blockRows) {
    const block: Block = { codes, work, start, count: Math.min(blockRows, rows - start) };
    const { states, kept } = runBlock(graded, block);
    if (endings.grades.length !== automaton.masks.length) endings = endingsOf(automaton);
    if (kept === null) finish(endings, states, { column, start });
    else {
      column.grades.fill(undeterminedGrade, start, start + block.count);
      column.applies.fill(applicability.no, start, start + block.count);
      column.possible.fill((1 << noResultBit) >>> 0, start, start + block.count);
      finishKept(endings, states, { column, start, kept });
    }
  }
  return column;
};

interface Ran {
  readonly states: Int32Array;
  /** Where the states belong in the block; null: one for each row. To the others the type does not apply. */
  readonly kept: Int32Array | null;
}

interface Block {
  readonly codes: readonly Codes[];
  readonly work: Work;
  readonly start: number;
  readonly count: number;
}

const runBlock = ({ type: { automaton }, absent }: Graded, block: Block): Ran => {
  const { codes, work, start } = block;
  let { count } = block;
  let kept: Int32Array | null = null;
  let states = work.states.subarray(0, count).fill(automaton.start);
  let next = work.next.subarray(0, count);
  for (const [index, step] of automaton.steps.entries()) {
    const run = { codes, start, kept };
    if (advanceStates(step, run, { states, next }) < 0)
      extendBlock(automaton, index, { run, states, next });
    [states, next] = [next, states];
    if (index > 0) continue;
    // Most types are few firms' business: whoever is out after the first step is not looked at again.
    const following = automaton.steps[1];
    const out = following?.indexOf.get(absent);
    if (following === undefined || out === undefined) continue;
    const places = keep(states, out * following.width, work.kept);
    if (places.length * 2 > count) continue;
    kept = places;
    count = kept.length;
    for (let at = 0; at < count; at += 1) next[at] = states[kept[at] ?? 0] ?? 0;
    [states, next] = [next.subarray(0, count), states.subarray(0, count)];
  }
  return { states, kept };
};

/** Places of the rows whose state is another. */
const keep = (states: Int32Array, out: number, into: Int32Array): Int32Array => {
  let count = 0;
  for (let row = 0; row < states.length; row += 1) {
    into[count] = row;
    count += +(states[row] !== out);
  }
  return into.subarray(0, count);
};

interface Extending {
  readonly run: Run;
  readonly states: Int32Array;
  readonly next: Int32Array;
}

/** Works out what a block is the first to ask for. */
const extendBlock = (
  automaton: Automaton,
  index: number,
  { run, states, next }: Extending,
): void => {
  const step = automaton.steps[index];
  if (step === undefined) return;
  for (let at = 0; at < next.length; at += 1) {
    if ((next[at] ?? 0) >= 0) continue;
    const place = placeIn(step, run, { state: states[at] ?? 0, at });
    const known = step.table[place] ?? -1;
    next[at] = known < 0 ? automaton.extend(index, place) : known;
  }
};

/** What the final states say; looked up again only when a block has met new ones. */
export interface Endings {
  readonly grades: Int8Array;
  readonly applies: Uint8Array;
  readonly possible: Uint32Array;
}

export const endingsOf = ({ masks }: Automaton): Endings => ({
  grades: Int8Array.from(masks, (mask) => gradeIn(mask) ?? undeterminedGrade),
  applies: Uint8Array.from(masks, appliesIn),
  possible: Uint32Array.from(masks),
});

interface Finish {
  readonly column: GradedColumn;
  readonly start: number;
}

const finish = (
  { grades, applies, possible }: Endings,
  states: Int32Array,
  { column, start }: Finish,
): void => {
  for (let row = 0; row < states.length; row += 1) {
    const state = states[row] ?? 0;
    column.grades[start + row] = grades[state] ?? undeterminedGrade;
    column.applies[start + row] = applies[state] ?? 0;
    column.possible[start + row] = possible[state] ?? 0;
  }
};

export const finishKept = (
  { grades, applies, possible }: Endings,
  states: ArrayLike<number>,
  { column, start, kept }: Finish & { readonly kept: ArrayLike<number> },
): void => {
  for (let at = 0; at < states.length; at += 1) {
    const state = states[at] ?? 0;
    const row = start + (kept[at] ?? 0);
    column.grades[row] = grades[state] ?? undeterminedGrade;
    column.applies[row] = applies[state] ?? 0;
    column.possible[row] = possible[state] ?? 0;
  }
};

const appliesIn = (mask: number): number => {
  if (!mayHaveNoResult(mask)) return applicability.yes;
  return ranksIn(mask).length === 0 ? applicability.no : applicability.unknown;
};
