/** Cuts each fact into classes: values of one class make no difference to any rule. */

import { AppError } from "@fenji/kernel";
import type { FactDefinition, NumberFact, Option } from "@fenji/regime";
import type { Cut, FactUses, OptionUse } from "./fact-uses.ts";

/** A threshold: values at or above `from` are in a higher class; `shown` and `strict` say it as the rules do. */
export interface Threshold {
  readonly from: number;
  readonly shown: number;
  readonly strict: boolean;
}

interface ClassesBase {
  readonly fact: string;
  /** Number of classes; the code of an unknown value is `count`. */
  readonly count: number;
}

export interface NumberClasses extends ClassesBase {
  readonly kind: "number";
  readonly definition: NumberFact;
  /** Least value that the fact may take. */
  readonly low: number;
  /** Ascending; class i holds values from threshold i − 1 up to, without, threshold i. */
  readonly thresholds: readonly Threshold[];
}

export interface BooleanClasses extends ClassesBase {
  readonly kind: "boolean";
}

export interface ChoiceClasses extends ClassesBase {
  readonly kind: "choice";
  readonly options: readonly Option[];
  /** Class by position of the option. */
  readonly classOf: Uint16Array;
}

export interface SetClasses extends ClassesBase {
  readonly kind: "set";
  readonly options: readonly Option[];
  /** Class by bit mask: bit i is the option at position i. */
  readonly classOf: Uint16Array;
}

export type FactClasses = NumberClasses | BooleanClasses | ChoiceClasses | SetClasses;

/** 2ⁿ masks are looked at one by one; the pack's schema allows no longer sets. */
const maxSetOptions = 16;

/** @throws AppError `grading.too-complex` for a set of more than 16 options. */
export const classifyFact = (fact: FactDefinition, uses: FactUses): FactClasses => {
  const base = { fact: fact.id };
  switch (fact.kind) {
    case "number": {
      const low = fact.min === null ? -Infinity : fact.integer ? Math.ceil(fact.min) : fact.min;
      const thresholds = thresholdsOf(fact, uses.cuts.get(fact.id) ?? [], low);
      const count = thresholds.length + 1;
      return { ...base, kind: fact.kind, definition: fact, low, thresholds, count };
    }
    case "boolean":
      return { ...base, kind: fact.kind, count: 2 };
    case "choice": {
      const answers = fact.options.map(({ id }) =>
        choiceAnswers(id, uses.options.get(fact.id) ?? []),
      );
      return { ...base, kind: fact.kind, options: fact.options, ...numberAnswers(answers) };
    }
    case "set": {
      if (fact.options.length > maxSetOptions)
        throw new AppError("grading.too-complex", { node: fact.id, limit: 2 ** maxSetOptions });
      const asked = uses.options.get(fact.id) ?? [];
      const masks = Array.from({ length: 2 ** fact.options.length }, (_, mask) =>
        setAnswers(chosen(fact.options, mask), asked),
      );
      return { ...base, kind: fact.kind, options: fact.options, ...numberAnswers(masks) };
    }
  }
};

/** Option ids of a mask. */
export const chosen = (options: readonly Option[], mask: number): readonly string[] =>
  options.filter((_, index) => (mask & (1 << index)) !== 0).map((option) => option.id);

/** Points of a set by its options: the greatest or the sum, capped; `none` for the empty set. */
export const setPoints = (
  ids: readonly string[],
  use: Extract<OptionUse, { kind: "points" }>,
): number => {
  if (ids.length === 0) return use.none;
  const points = ids.map((id) => use.values[id] ?? 0);
  const total =
    use.combine === "max" ? Math.max(...points) : points.reduce((sum, value) => sum + value, 0);
  return use.cap === null ? total : Math.min(total, use.cap);
};

const choiceAnswers = (option: string, uses: readonly OptionUse[]): string =>
  JSON.stringify(uses.map((use) => (use.kind === "value" ? use.of(option) : "")));

const setAnswers = (ids: readonly string[], uses: readonly OptionUse[]): string =>
  uses
    .map((use) => {
      if (use.kind === "points") return String(setPoints(ids, use));
      return use.kind === "has" ? String(ids.includes(use.option)) : "";
    })
    .join();

const numberAnswers = (answers: readonly string[]): { classOf: Uint16Array; count: number } => {
  const numbers = new Map<string, number>();
  const classOf = Uint16Array.from(answers, (answer) => {
    const known = numbers.get(answer);
    if (known !== undefined) return known;
    numbers.set(answer, numbers.size);
    return numbers.size - 1;
  });
  return { classOf, count: numbers.size };
};

/** The least double above: what a strict cut becomes, so that one kind of comparison is enough. */
export const nextUp = (value: number): number => {
  const cell = new DataView(new ArrayBuffer(8));
  if (value === 0) return Number.MIN_VALUE;
  cell.setFloat64(0, value);
  cell.setBigInt64(0, cell.getBigInt64(0) + (value > 0 ? 1n : -1n));
  return cell.getFloat64(0);
};

const thresholdOf = (fact: NumberFact, cut: Cut): Threshold => {
  if (!fact.integer)
    return { from: cut.strict ? nextUp(cut.at) : cut.at, shown: cut.at, strict: cut.strict };
  const from = cut.strict ? Math.floor(cut.at) + 1 : Math.ceil(cut.at);
  return { from, shown: from, strict: false };
};

/** Cuts outside the fact's own range part nothing and are left out, so every class has a value in it. */
const thresholdsOf = (
  fact: NumberFact,
  cuts: readonly Cut[],
  low: number,
): readonly Threshold[] => {
  const high = fact.max ?? Infinity;
  const byValue = new Map<number, Threshold>();
  for (const cut of cuts) {
    const threshold = thresholdOf(fact, cut);
    if (threshold.from > low && threshold.from <= high) byValue.set(threshold.from, threshold);
  }
  return [...byValue.values()].toSorted((a, b) => a.from - b.from);
};

/** What `coarse` tells apart `fine` tells apart too: whoever asks for the one can do with the other. */
export const refines = (fine: FactClasses, coarse: FactClasses): boolean => {
  if (fine.fact !== coarse.fact || fine.kind !== coarse.kind) return false;
  if (fine.kind === "number" && coarse.kind === "number") {
    const cuts = new Set(fine.thresholds.map(({ from }) => from));
    return coarse.thresholds.every(({ from }) => cuts.has(from));
  }
  if (fine.kind === "number" || fine.kind === "boolean") return true;
  if (coarse.kind === "number" || coarse.kind === "boolean") return false;
  const classOf = new Map<number, number>();
  for (const [at, code] of fine.classOf.entries()) {
    const other = coarse.classOf[at] ?? 0;
    if ((classOf.get(code) ?? other) !== other) return false;
    classOf.set(code, other);
  }
  return true;
};
