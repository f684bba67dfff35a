/** Grades the same rows again and again while numbers of the rules move: only what a change can reach is looked at. */

import type { Grading } from "@fenji/regime";
import type { Automaton } from "./automaton.ts";
import type { Columns } from "./columns.ts";
import { deriveColumns } from "./derive-columns.ts";
import { encodeColumn, type Codes } from "./encode-column.ts";
import type { FactClasses } from "./fact-classes.ts";
import { emptyGrades, undeterminedGrade, type GradedColumn } from "./graded-column.ts";
import {
  compileKernel,
  gradeIn,
  recompileKernel,
  type Kernel,
  type KernelSource,
} from "./kernel.ts";
import { buildRowTree, type RowTree } from "./row-tree.ts";
import { appliesIn, joinCodes } from "./run-automaton.ts";

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
const strayShare = 0.2;

/** The way of one type through all rows. */
interface TypeRows {
  readonly tree: RowTree;
  /** What each step read of each row when the tree was planted, and what it reads now. */
  readonly planted: readonly Codes[];
  readonly joints: Codes[];
  /** By depth, the state in which each node of the tree was left; −1: not yet. */
  readonly states: readonly Int32Array[];
  /** Rows that another code has moved off their place in the tree. */
  strays: Uint32Array;
  readonly graded: GradedColumn;
}

interface Held {
  kernel: Kernel;
  readonly columns: Columns;
  readonly codes: Codes[];
  readonly types: TypeRows[];
}

const sameClasses = (a: FactClasses, b: FactClasses): boolean => {
  if (a.kind === "number" && b.kind === "number")
    return a.thresholds.every(({ from }, index) => b.thresholds[index]?.from === from);
  if (a.kind === "boolean" || b.kind === "boolean") return true;
  if (a.kind === "number" || b.kind === "number") return false;
  return a.classOf.every((code, index) => b.classOf[index] === code);
};

const encode = (kernel: Kernel, columns: Columns, level: number): Codes => {
  const codes = kernel.narrow ? new Uint8Array(columns.rows) : new Uint16Array(columns.rows);
  const classes = kernel.classes[level];
  if (classes !== undefined) encodeColumn(classes, columns.byFact.get(classes.fact), codes);
  return codes;
};

const jointOf = (automaton: Automaton, step: number, { codes, columns, kernel }: Held): Codes => {
  const into = kernel.narrow ? new Uint8Array(columns.rows) : new Uint16Array(columns.rows);
  const read = automaton.steps[step];
  if (read === undefined) return into;
  const joined = joinCodes(read, codes, { start: 0, into });
  return joined === into ? into : joined.slice();
};

const plant = (held: Held, automaton: Automaton, graded: GradedColumn): TypeRows => {
  const joints = automaton.steps.map((_step, index) => jointOf(automaton, index, held));
  const tree = buildRowTree(joints, held.columns.rows);
  // A row ends in a state of its own, one depth below the last step.
  const states = tree.levels.map(({ codes }) => new Int32Array(codes.length).fill(-1));
  return { tree, planted: [...joints], joints, states, strays: new Uint32Array(0), graded };
};

const nextState = (automaton: Automaton, step: number, at: number): number => {
  const known = automaton.steps[step]?.table[at] ?? -1;
  return known < 0 ? automaton.extend(step, at) : known;
};

/** What the final states say; grows as new ones are met. */
const openEndings = ({ masks }: Automaton, { grades, applies, possible }: GradedColumn) => {
  const known = { grades: [] as number[], applies: [] as number[] };
  return (row: number, state: number): void => {
    const mask = masks[state] ?? 0;
    grades[row] = known.grades[state] ??= gradeIn(mask) ?? undeterminedGrade;
    applies[row] = known.applies[state] ??= appliesIn(mask);
    possible[row] = mask;
  };
};

type Ending = ReturnType<typeof openEndings>;

/** A node left in the same state as before has the same function ahead, and so the same grades below. */
const walk = ({ tree, states }: TypeRows, automaton: Automaton, end: Ending): void => {
  const { order, levels } = tree;
  const visit = (depth: number, node: number, state: number): void => {
    const level = levels[depth];
    const left = states[depth];
    if (level === undefined || left === undefined) return;
    const next = nextState(automaton, depth, state + (level.codes[node] ?? 0));
    if (left[node] === next) return;
    left[node] = next;
    if (depth === levels.length - 1) {
      const to = level.begins[node + 1] ?? 0;
      for (let at = level.begins[node] ?? 0; at < to; at += 1) end(order[at] ?? 0, next);
      return;
    }
    const to = level.children[node + 1] ?? 0;
    for (let child = level.children[node] ?? 0; child < to; child += 1)
      visit(depth + 1, child, next);
  };
  const first = levels[0]?.codes.length ?? 0;
  for (let node = 0; node < first; node += 1) visit(0, node, automaton.start);
};

/** Without a fact that matters all rows are alike. */
const endAll = (rows: number, automaton: Automaton, end: Ending): void => {
  for (let row = 0; row < rows; row += 1) end(row, automaton.start);
};

const endStray = ({ joints }: TypeRows, automaton: Automaton, row: number): number => {
  let state = automaton.start;
  for (const [step, codes] of joints.entries())
    state = nextState(automaton, step, state + (codes[row] ?? 0));
  return state;
};

/** Where the place in the tree says something else than the row does. */
const findStrays = ({ planted, joints }: TypeRows, rows: number): Uint32Array => {
  const strays: number[] = [];
  const moved = joints.flatMap((codes, step) => {
    const was = planted[step];
    return was === undefined || was === codes ? [] : [{ codes, was }];
  });
  for (let row = 0; row < rows && moved.length > 0; row += 1)
    if (moved.some(({ codes, was }) => codes[row] !== was[row])) strays.push(row);
  return Uint32Array.from(strays);
};

/** Rows back in their place were left as strays: their grades are what the tree says once more. */
const endHome = (type: TypeRows, before: Uint32Array, settle: (row: number) => void): void => {
  const still = new Set(type.strays);
  for (const row of before) if (!still.has(row)) settle(row);
};

const begin = (source: KernelSource, columns: Columns): Held => {
  const kernel = compileKernel(source);
  const derived = deriveColumns(kernel, columns);
  const held: Held = { kernel, columns: derived, codes: [], types: [] };
  held.codes.push(...kernel.classes.map((_classes, level) => encode(kernel, derived, level)));
  for (const { type, automaton } of kernel.types)
    held.types.push(plant(held, automaton, emptyGrades(type.id, derived.rows)));
  return held;
};

/** Codes of facts whose classes have other bounds now. @returns the levels that changed. */
const encodeAgain = (held: Held, kernel: Kernel): ReadonlySet<number> => {
  const changed = new Set<number>();
  for (const [level, classes] of kernel.classes.entries()) {
    const before = held.kernel.classes[level];
    if (before !== undefined && sameClasses(before, classes)) continue;
    held.codes[level] = encode(kernel, held.columns, level);
    changed.add(level);
  }
  return changed;
};

const follow = (held: Held, index: number, changed: ReadonlySet<number>): void => {
  const type = held.types[index];
  const automaton = held.kernel.types[index]?.automaton;
  if (type === undefined || automaton === undefined) return;
  const { rows } = held.columns;
  const before = type.strays;
  const moved = automaton.steps.flatMap(({ facts }, step) =>
    facts.some(({ level }) => changed.has(level)) ? [step] : [],
  );
  for (const step of moved) type.joints[step] = jointOf(automaton, step, held);
  if (moved.length > 0) type.strays = findStrays(type, rows);
  if (type.strays.length > rows * strayShare) {
    const planted = plant(held, automaton, type.graded);
    held.types[index] = planted;
    walk(planted, automaton, openEndings(automaton, planted.graded));
    return;
  }
  const end = openEndings(automaton, type.graded);
  if (automaton.steps.length === 0) endAll(rows, automaton, end);
  else walk(type, automaton, end);
  endHome(type, before, (row) => end(row, endStray(type, automaton, row)));
  for (const row of type.strays) end(row, endStray(type, automaton, row));
};

/** Steps of an automaton that was made anew begin elsewhere: the tree of the old one does not fit it. */
const replant = (held: Held, before: Kernel): void => {
  for (const [index, { automaton }] of held.kernel.types.entries()) {
    const graded = held.types[index]?.graded;
    if (graded !== undefined && automaton.steps !== before.types[index]?.automaton.steps)
      held.types[index] = plant(held, automaton, graded);
  }
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
    replant(from, before);
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
