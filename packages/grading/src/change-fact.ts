/** The least change of one fact that puts it into another of its classes. */

import type { FactValue } from "@fenji/regime";
import { chosen, nextUp, type FactClasses, type NumberClasses } from "./fact-classes.ts";

/** Where a number has to come to. */
export interface Bound {
  readonly op: ">=" | ">" | "<=" | "<";
  readonly value: number;
}

export interface Move {
  readonly to: FactValue;
  /** Of a number. */
  readonly bound: Bound | null;
  /** From 0 to 1; what is not known yet moves by nothing. */
  readonly relative: number;
}

/** Of the larger of the two: 90 → 100 is a tenth. */
export const relativeChange = (from: FactValue, to: number): number => {
  if (typeof from !== "number" || from === to) return 0;
  return Math.abs(to - from) / Math.max(Math.abs(from), Math.abs(to));
};

/** undefined where no value of the fact's range lies in the class. */
export const moveInto = (classes: FactClasses, code: number, from: FactValue): Move | undefined => {
  switch (classes.kind) {
    case "number":
      return moveNumber(classes, code, typeof from === "number" ? from : null);
    case "boolean":
      return { to: code === 1, bound: null, relative: from === null ? 0 : 1 };
    case "choice":
      return moveChoice(classes, code, from);
    case "set":
      return moveSet(classes, code, from);
  }
};

const moveNumber = (
  { thresholds, low, definition }: NumberClasses,
  code: number,
  from: number | null,
): Move | undefined => {
  const lower = thresholds[code - 1];
  const upper = thresholds[code];
  const up = lower !== undefined && (from === null || from < lower.from);
  const inRange = (move: Move): Move | undefined =>
    typeof move.to === "number" && move.to >= low && move.to <= (definition.max ?? Infinity)
      ? move
      : undefined;
  if (up && lower !== undefined) {
    const relative = relativeChange(from, lower.from);
    const bound = { op: lower.strict ? ">" : ">=", value: lower.shown } as const;
    return inRange({ to: lower.from, bound, relative });
  }
  if (upper === undefined) return undefined;
  const [to, op, value] = definition.integer
    ? ([upper.from - 1, "<=", upper.from - 1] as const)
    : upper.strict
      ? ([upper.shown, "<=", upper.shown] as const)
      : ([-nextUp(-upper.from), "<", upper.shown] as const);
  return inRange({ to, bound: { op, value }, relative: relativeChange(from, to) });
};

/** The option nearest in the order of the pack. */
const moveChoice = (
  { options, classOf }: Extract<FactClasses, { kind: "choice" }>,
  code: number,
  from: FactValue,
): Move | undefined => {
  const at = options.findIndex(({ id }) => id === from);
  const [nearest] = options
    .map(({ id }, index) => ({ id, index }))
    .filter(({ index }) => classOf[index] === code)
    .toSorted((a, b) => Math.abs(a.index - at) - Math.abs(b.index - at));
  if (nearest === undefined) return undefined;
  return { to: nearest.id, bound: null, relative: from === null ? 0 : 1 };
};

/** The set with the fewest options added or taken away. */
const moveSet = (
  { options, classOf }: Extract<FactClasses, { kind: "set" }>,
  code: number,
  from: FactValue,
): Move | undefined => {
  const held = Array.isArray(from)
    ? options.reduce((mask, { id }, index) => (from.includes(id) ? mask | (1 << index) : mask), 0)
    : 0;
  let best: number | undefined;
  for (const [mask, own] of classOf.entries())
    if (own === code && (best === undefined || bitsIn(mask ^ held) < bitsIn(best ^ held)))
      best = mask;
  if (best === undefined) return undefined;
  const relative = from === null ? 0 : bitsIn(best ^ held) / options.length;
  return { to: chosen(options, best), bound: null, relative };
};

const bitsIn = (mask: number): number => {
  let count = 0;
  for (let left = mask; left !== 0; left &= left - 1) count += 1;
  return count;
};
