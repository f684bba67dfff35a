/**
 * Grades the same rows again and again while numbers of the rules move. Rows that read alike share one way through the
 * automaton, so it runs over the ways, not the rows; each row then looks up how its own way ends.
 */

import type { Grading } from "@fenji/regime";
import type { Automaton } from "./automaton.ts";
import type { Columns } from "./columns.ts";
import { deriveColumns } from "./derive-columns.ts";
import type { Codes } from "./encode-column.ts";
import { encodeFact } from "./grade-columns.ts";
import { emptyGrades, undeterminedGrade, type GradedColumn } from "./graded-column.ts";
import { compileKernel, recompileKernel, type Kernel, type KernelSource } from "./kernel.ts";
import { endingsOf, finishKept, type Endings } from "./run-automaton.ts";
import { buildRowTree, type RowTree } from "./row-tree.ts";

export interface TreeRegrader {
  /**
   * One column a type, in the order of the types; overwritten by the next call.
   * @throws AppError as `compileKernel`.
   */
  readonly regrade: (grading: Grading) => readonly GradedColumn[];
}

/** More nodes than these are not kept from one set of rules to the next. */
const mostNodes = 1_500_000;

/** Rows whose codes are no longer those of the tree; with more of them the tree is planted anew. */
const strayShare = 0.4;

/** The ways of one type through all rows. */
interface TypeRows {
  readonly steps: Automaton["steps"];
  readonly tree: RowTree;
  /** Codes by the level of their facts, as they were when the tree was planted. */
  readonly planted: readonly Codes[];
  /** Where each way has come to, by depth; the last is where it ends. */
  readonly states: readonly Int32Array[];
  readonly graded: GradedColumn;
  /** For which function the grades are. */
  start: number;
}

interface Held {
  kernel: Kernel;
  readonly columns: Columns;
  readonly codes: Codes[];
  readonly types: TypeRows[];
}

/** What each step reads of each row: mixed radix, the last fact is the lowest digit. */
const jointsOf = ({ steps }: Automaton, { codes, columns, kernel }: Held): readonly Codes[] =>
  steps.map(({ facts }) => {
    const into = kernel.narrow ? new Uint8Array(columns.rows) : new Uint16Array(columns.rows);
    for (const { level, count } of facts) {
      const own = codes[level] ?? into;
      for (let row = 0; row < into.length; row += 1)
        into[row] = Math.imul(into[row] ?? 0, count + 1) + (own[row] ?? 0);
    }
    return into;
  });

const plant = (held: Held, automaton: Automaton, graded: GradedColumn): TypeRows => {
  const { steps } = automaton;
  const tree = buildRowTree(jointsOf(automaton, held), held.columns.rows);
  const states = tree.levels.map(({ codes }) => new Int32Array(codes.length));
  return { steps, tree, planted: [...held.codes], states, graded, start: -1 };
};

/** All ways, depth by depth. @returns where they end. */
const walk = ({ tree, states }: TypeRows, automaton: Automaton): Int32Array => {
  let above: Int32Array = Int32Array.of(automaton.start);
  for (const [depth, { codes, enters }] of tree.levels.entries()) {
    const step = automaton.steps[depth];
    const into = states[depth];
    if (step === undefined || into === undefined) continue;
    if (advanceWays(step.table, { above, codes, enters, into }) < 0) {
      let parent = -1;
      for (let node = 0; node < into.length; node += 1) {
        parent += enters[node] ?? 0;
        if ((into[node] ?? 0) >= 0) continue;
        into[node] = nextState(automaton, depth, (above[parent] ?? 0) + (codes[node] ?? 0));
      }
    }
    above = into;
  }
  return above;
};

interface Ways {
  readonly above: Int32Array;
  readonly codes: Codes;
  readonly enters: Uint8Array;
  readonly into: Int32Array;
}

/** Negative where some entry is not worked out yet. */
const advanceWays = (table: Int32Array, { above, codes, enters, into }: Ways): number => {
  let missing = 0;
  let parent = -1;
  for (let node = 0; node < into.length; node += 1) {
    parent += enters[node] ?? 0;
    const at = (above[parent] ?? 0) + (codes[node] ?? 0);
    const to = table[at] ?? -1;
    missing |= to;
    into[node] = to;
  }
  return missing;
};

const nextState = (automaton: Automaton, step: number, at: number): number => {
  const known = automaton.steps[step]?.table[at] ?? -1;
  return known < 0 ? automaton.extend(step, at) : known;
};

/** Every row gets the grade of its way. */
const spread = (ways: Int32Array, { tree, graded }: TypeRows, endings: Endings): void => {
  // Narrow, because rows ask for them in no order: what fits a near cache is near.
  const few = endings.grades.length <= 256;
  const ends = few ? new Uint8Array(ways) : ways;
  const { grades, applies, possible } = graded;
  const { leafOf } = tree;
  for (let row = 0; row < leafOf.length; row += 1) {
    const end = ends[leafOf[row] ?? 0] ?? 0;
    grades[row] = endings.grades[end] ?? undeterminedGrade;
    applies[row] = endings.applies[end] ?? 0;
    possible[row] = endings.possible[end] ?? 0;
  }
};

/** Rows that another code has moved off their way, ascending. */
const findStrays = ({ steps, planted }: TypeRows, codes: readonly Codes[]): Uint32Array => {
  const moved = steps
    .flatMap(({ facts }) => facts)
    .flatMap(({ level }) => {
      const [was, is] = [planted[level], codes[level]];
      return was === undefined || is === undefined || was === is ? [] : [{ was, is }];
    });
  const [first] = moved;
  if (first === undefined) return new Uint32Array(0);
  const strays = new Uint32Array(first.is.length);
  let count = 0;
  for (let row = 0; row < first.is.length; row += 1) {
    let differs = 0;
    for (const { was, is } of moved) differs |= (was[row] ?? 0) ^ (is[row] ?? 0);
    strays[count] = row;
    count += +(differs !== 0);
  }
  return strays.slice(0, count);
};

/** Row by row, without the tree. */
const endStray = (row: number, automaton: Automaton, codes: readonly Codes[]): number => {
  let state = automaton.start;
  for (const [index, { facts }] of automaton.steps.entries()) {
    let joint = 0;
    for (const { level, count } of facts) joint = joint * (count + 1) + (codes[level]?.[row] ?? 0);
    state = nextState(automaton, index, state + joint);
  }
  return state;
};

const begin = (source: KernelSource, columns: Columns): Held => {
  const kernel = compileKernel(source);
  const derived = deriveColumns(kernel, columns);
  const codes = kernel.classes.map((classes) => encodeFact(kernel, classes, derived));
  const held: Held = { kernel, columns: derived, codes, types: [] };
  for (const { type, automaton } of kernel.types)
    held.types.push(plant(held, automaton, emptyGrades(type.id, derived.rows)));
  return held;
};

/** Codes of facts whose classes have other bounds now. @returns the levels that changed. */
const encodeAgain = (held: Held, kernel: Kernel): ReadonlySet<number> => {
  const changed = new Set<number>();
  for (const [level, classes] of kernel.classes.entries()) {
    if (held.kernel.classes[level] === classes) continue;
    held.codes[level] = encodeFact(kernel, classes, held.columns);
    changed.add(level);
  }
  return changed;
};

const follow = (held: Held, index: number, changed: ReadonlySet<number>): void => {
  const automaton = held.kernel.types[index]?.automaton;
  let type = held.types[index];
  if (type === undefined || automaton === undefined) return;
  const same = type.steps === automaton.steps;
  const untouched = !automaton.steps.some(({ facts }) =>
    facts.some(({ level }) => changed.has(level)),
  );
  if (same && untouched && type.start === automaton.start) return;
  let strays = same ? findStrays(type, held.codes) : new Uint32Array(0);
  if (!same || strays.length > held.columns.rows * strayShare) {
    type = plant(held, automaton, type.graded);
    held.types[index] = type;
    strays = new Uint32Array(0);
  }
  const ways = walk(type, automaton);
  const ends = strays.map((row) => endStray(row, automaton, held.codes));
  const endings = endingsOf(automaton);
  spread(ways, type, endings);
  finishKept(endings, ends, { column: type.graded, start: 0, kept: strays });
  type.start = automaton.start;
};

/** @param columns Of the facts of the pack, without derivations. */
export const createTreeRegrader = (source: KernelSource, columns: Columns): TreeRegrader => {
  let held: Held | null = null;
  /** null: to be begun anew. */
  const goOn = (from: Held, grading: Grading): ReadonlySet<number> | null => {
    const before = from.kernel;
    const kernel = before.graph.size() > mostNodes ? null : recompileKernel(before, grading);
    if (kernel === null) return null;
    const changed = encodeAgain(from, kernel);
    from.kernel = kernel;
    return changed;
  };
  const regrade = (grading: Grading): readonly GradedColumn[] => {
    const changed = held === null ? null : goOn(held, grading);
    const now = held === null || changed === null ? begin({ ...source, grading }, columns) : held;
    // What breaks off in the middle is begun anew the next time.
    held = null;
    for (const index of now.kernel.types.keys()) follow(now, index, changed ?? new Set());
    held = now;
    return now.types.map(({ graded }) => graded);
  };
  return { regrade };
};
