/** The hot loops of grading: states of many rows go one step on, by the codes of the step's facts, without a branch. */

import type { Step } from "./automaton.ts";
import type { Codes } from "./encode-column.ts";

interface Digit {
  readonly codes: Codes;
  /** What one unit of the code adds to the place in the table. */
  readonly unit: number;
}

export interface Run {
  /** Of all rows, by the level of their fact. */
  readonly codes: readonly Codes[];
  /** First row of the block. */
  readonly start: number;
  /** Where in the block the states belong; null: one for each row. */
  readonly kept: Int32Array | null;
}

interface Moving {
  readonly states: Int32Array;
  readonly next: Int32Array;
}

/** Reads the facts two by two; between, `next` holds places in the table that are not whole yet. Negative where some entry is not worked out yet. */
export const advanceStates = (step: Step, run: Run, { states, next }: Moving): number => {
  const digits = digitsOf(step, run);
  const rest = digits.slice(0, Math.max(0, digits.length - 2));
  let from = states;
  for (const digit of rest) {
    addDigit(digit, run.kept, { states: from, next });
    from = next;
  }
  const [a, b] = digits.slice(rest.length);
  if (a === undefined) return lookUp(step.table, { states: from, next });
  if (run.kept !== null) {
    addDigit(a, run.kept, { states: from, next });
    if (b !== undefined) addDigit(b, run.kept, { states: next, next });
    return lookUp(step.table, { states: next, next });
  }
  return b === undefined
    ? lookUpOne(step.table, a, { states: from, next })
    : lookUpTwo(step.table, [a, b], { states: from, next });
};

/** Place in the step's table that one row of the block asks for. */
export const placeIn = (
  step: Step,
  run: Run,
  { state, at }: { state: number; at: number },
): number => {
  const row = run.kept === null ? at : (run.kept[at] ?? 0);
  return digitsOf(step, run).reduce(
    (place, { codes, unit }) => place + (codes[row] ?? 0) * unit,
    state,
  );
};

const digitsOf = ({ facts, width }: Step, { codes, start }: Run): readonly Digit[] => {
  let unit = width;
  return facts.map(({ level, count }) => {
    unit /= count + 1;
    return { codes: (codes[level] ?? new Uint8Array(0)).subarray(start), unit };
  });
};

const addDigit = (
  { codes, unit }: Digit,
  kept: Int32Array | null,
  { states, next }: Moving,
): void => {
  if (kept === null)
    for (let at = 0; at < next.length; at += 1)
      next[at] = (states[at] ?? 0) + Math.imul(codes[at] ?? 0, unit);
  else
    for (let at = 0; at < next.length; at += 1)
      next[at] = (states[at] ?? 0) + Math.imul(codes[kept[at] ?? 0] ?? 0, unit);
};

const lookUp = (table: Int32Array, { states, next }: Moving): number => {
  let missing = 0;
  for (let at = 0; at < next.length; at += 1) {
    const to = table[states[at] ?? 0] ?? 0;
    missing |= to;
    next[at] = to;
  }
  return missing;
};

const lookUpOne = (table: Int32Array, { codes }: Digit, { states, next }: Moving): number => {
  let missing = 0;
  for (let at = 0; at < next.length; at += 1) {
    const to = table[(states[at] ?? 0) + (codes[at] ?? 0)] ?? 0;
    missing |= to;
    next[at] = to;
  }
  return missing;
};

/** The last fact is the lowest digit: its unit is one. */
const lookUpTwo = (
  table: Int32Array,
  [{ codes: high, unit }, { codes: low }]: readonly [Digit, Digit],
  { states, next }: Moving,
): number => {
  let missing = 0;
  for (let at = 0; at < next.length; at += 1) {
    const place = (states[at] ?? 0) + Math.imul(high[at] ?? 0, unit) + (low[at] ?? 0);
    const to = table[place] ?? 0;
    missing |= to;
    next[at] = to;
  }
  return missing;
};
