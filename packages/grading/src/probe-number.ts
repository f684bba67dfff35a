/** Where a number has to come to for what is derived from it to change its class. */

import type { Facts } from "@fenji/regime";
import { relativeChange, type Move } from "./change-fact.ts";
import { columnsFromRows } from "./columns-from-rows.ts";
import { deriveColumns } from "./derive-columns.ts";
import { encodeColumn } from "./encode-column.ts";
import type { NumberClasses } from "./fact-classes.ts";
import type { Kernel } from "./kernel.ts";

/** Classes of each row at every level; a code equal to the count of the level's classes is unknown. */
export const codesOf = (kernel: Kernel, rows: readonly Facts[]): readonly Uint16Array[] => {
  const columns = deriveColumns(kernel, columnsFromRows(kernel, rows));
  return kernel.classes.map((classes) => {
    const codes = new Uint16Array(rows.length);
    encodeColumn(classes, columns.byFact.get(classes.fact), codes);
    return codes;
  });
};

export interface Probing {
  readonly kernel: Kernel;
  readonly classes: NumberClasses;
  readonly facts: Facts;
  /** The value now. */
  readonly from: number;
  /** Levels that matter. */
  readonly levels: readonly number[];
}

const signaturesOf = ({ kernel, classes, facts, levels }: Probing, values: readonly number[]) => {
  const rows = values.map((value): Facts => ({ ...facts, [classes.fact]: value }));
  const codes = codesOf(kernel, rows);
  return values.map((_, row) => levels.map((level) => codes[level]?.[row] ?? 0).join(" "));
};

const factors = [
  0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1.01, 1.1, 1.25, 1.5, 2, 3, 5, 10, 100, 1e4,
];

/** A fact without an upper bound is looked at up to here. */
const farthest = 1e12;

/** As many whole numbers as this are looked at one by one. */
const fewValues = 200;

const gridOf = ({ classes, from }: Probing): readonly number[] => {
  const { low, definition } = classes;
  const [least, most] = [Math.max(low, -farthest), Math.min(definition.max ?? farthest, farthest)];
  const whole = (value: number): number => (definition.integer ? Math.round(value) : value);
  const every =
    definition.integer && most - least <= fewValues
      ? Array.from({ length: most - least + 1 }, (_, index) => least + index)
      : [];
  const values = [
    least,
    most,
    from,
    0,
    ...factors.map((factor) => from * factor),
    ...Array.from({ length: 10 }, (_, digits) => 10 ** digits),
    ...every,
  ];
  const inside = values.map(whole).filter((value) => value >= least && value <= most);
  return [...new Set(inside)].toSorted((a, b) => a - b);
};

/** Parts of an interval that are looked at together. */
const parts = 16;

/** Between a value and one of another signature, the first that has another: seen from the first. */
const firstDiffering = (probing: Probing, near: number, far: number): number => {
  const [own] = signaturesOf(probing, [near]);
  const { integer } = probing.classes.definition;
  let [same, other] = [near, far];
  for (let round = 0; round < 14; round += 1) {
    const step = (other - same) / parts;
    const values = Array.from({ length: parts - 1 }, (_, index) => same + step * (index + 1)).map(
      (value) => (integer ? Math.trunc(value) : value),
    );
    const signatures = signaturesOf(probing, values);
    const at = signatures.findIndex((signature) => signature !== own);
    const [before, found] = [at < 0 ? values.at(-1) : values[at - 1], at < 0 ? other : values[at]];
    [same, other] = [before ?? same, found ?? other];
    if (Math.abs(other - same) <= (integer ? 1 : Math.abs(other) * 1e-11)) break;
  }
  return tidy(probing, other, own ?? "");
};

/** The shortest decimal nearby that is of the same signature as the value, not of the one that was left. */
const tidy = (probing: Probing, value: number, left: string): number => {
  const short = [4, 6, 8, 10, 12].map((digits) => Number(value.toPrecision(digits)));
  const [wanted, ...signatures] = signaturesOf(probing, [
    value,
    ...short.map((one) => clamp(probing, one)),
  ]);
  const close = (one: number): boolean => Math.abs(one - value) <= Math.abs(value) * 1e-9;
  const at = short.findIndex(
    (one, index) => close(one) && signatures[index] === wanted && signatures[index] !== left,
  );
  return clamp(probing, short[at] ?? value);
};

const clamp = ({ classes: { low, definition } }: Probing, value: number): number =>
  Math.min(Math.max(value, low), definition.max ?? Infinity);

/** In one direction from the value: the first value of each signature that is met. */
const meet = (probing: Probing, towards: readonly number[]): number[] => {
  const signatures = signaturesOf(probing, towards);
  const met: number[] = [];
  for (let index = 1; index < towards.length; index += 1) {
    let near = towards[index - 1] ?? 0;
    const far = towards[index] ?? 0;
    let held = signatures[index - 1];
    for (let found = 0; found < 8 && held !== signatures[index]; found += 1) {
      near = firstDiffering(probing, near, far);
      met.push(near);
      [held] = signaturesOf(probing, [near]);
    }
  }
  const end = towards.at(-1);
  return end === undefined || end === probing.from ? met : [...met, end];
};

/** The nearest value of each combination of classes, and the ends of the range. */
export const probeNumber = (probing: Probing): readonly Move[] => {
  const { from } = probing;
  const grid = gridOf(probing);
  const up = meet(
    probing,
    grid.filter((value) => value >= from),
  );
  const down = meet(probing, grid.filter((value) => value <= from).toReversed());
  return [...up, ...down].map((to) => ({
    to,
    bound: { op: to > from ? ">=" : "<=", value: to },
    // Of two changes of one size the one that makes more of something comes first.
    relative: relativeChange(from, to) + (to > from ? 0 : 1e-9),
  }));
};
