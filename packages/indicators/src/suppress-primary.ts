/**
 * Which values must not be printed for their own sake, and how uncertain each must stay.
 *
 * The rules are those of frequency tables in L. Willenborg and T. de Waal, Elements of Statistical Disclosure Control
 * (Springer, 2001), and in the Handbook on Statistical Disclosure Control of the ESSnet (A. Hundepool et al., 2010).
 * Dominance rules ((n, k), p %) are for magnitudes: in a count every firm weighs one, so they say nothing here.
 *
 * - `small`: a count from 1 to below the threshold. A zero is printed: it tells of no firm that exists.
 * - `uniform`: all firms of a row stand in one column, so whoever knows the row of a firm would know its column.
 * - `change`: an earlier publication printed a number so close that the difference would be a small count.
 * - `withheld-before`: an earlier publication withheld it; printed now, it would tell what it was then.
 */

import { indexOf, type CountTable } from "./suppress-margins.ts";

export type PrimaryReason = "small" | "uniform" | "change" | "withheld-before";

export interface Sensitive {
  readonly reason: PrimaryReason;
  /** Least width of the interval that an outsider may be able to compute. */
  readonly width: number;
}

/** What an earlier publication said at each place: a number, null where it withheld one, undefined where it said nothing. */
export type EarlierValues = readonly (number | null | undefined)[];

export interface Rules {
  /** Counts from 1 to below this are small. */
  readonly threshold: number;
  readonly earlier: readonly EarlierValues[];
}

const isSmall = (difference: number, threshold: number): boolean =>
  difference !== 0 && Math.abs(difference) < threshold;

/** Places that hold all of their row, the row of totals included. */
const uniformPlaces = (table: CountTable): ReadonlySet<number> => {
  const found = new Set<number>();
  for (let row = 0; row <= table.rows; row += 1) {
    const total = table.values[indexOf(table, { row, column: table.columns })] ?? 0;
    for (let column = 0; column < table.columns; column += 1) {
      const index = indexOf(table, { row, column });
      if (total > 0 && table.values[index] === total) found.add(index);
    }
  }
  return found;
};

export const findSensitive = (table: CountTable, rules: Rules): ReadonlyMap<number, Sensitive> => {
  const { threshold, earlier } = rules;
  const uniform = uniformPlaces(table);
  const found = new Map<number, Sensitive>();
  for (const [index, value] of table.values.entries()) {
    const said = earlier.map((values) => values[index]);
    const changed = said.some((one) => typeof one === "number" && isSmall(value - one, threshold));
    // Twice as wide: then not even the size of the change is known to be small, in either direction.
    if (changed) found.set(index, { reason: "change", width: 2 * threshold });
    else if (isSmall(value, threshold)) found.set(index, { reason: "small", width: threshold });
    else if (uniform.has(index)) found.set(index, { reason: "uniform", width: threshold });
    else if (said.includes(null)) found.set(index, { reason: "withheld-before", width: threshold });
  }
  return found;
};

interface Line {
  readonly total: number;
  readonly members: readonly number[];
}

const linesOf = (table: CountTable): readonly Line[] => {
  const range = (length: number) => Array.from({ length }, (_, position) => position);
  const rows = range(table.rows + 1).map((row) => ({
    total: indexOf(table, { row, column: table.columns }),
    members: range(table.columns).map((column) => indexOf(table, { row, column })),
  }));
  const columns = range(table.columns + 1).map((column) => ({
    total: indexOf(table, { row: table.rows, column }),
    members: range(table.rows).map((row) => indexOf(table, { row, column })),
  }));
  return [...rows, ...columns];
};

/** By how much the withheld members of a line changed together, as the two publications tell; null: they do not. */
const hiddenChange = (
  table: CountTable,
  line: Line,
  { said, withheld }: { readonly said: EarlierValues; readonly withheld: ReadonlySet<number> },
): number | null => {
  if (withheld.has(line.total) || !line.members.some((index) => withheld.has(index))) return null;
  const printed = line.members.filter((index) => !withheld.has(index));
  let hidden = 0;
  for (const index of [line.total, ...printed]) {
    const before = said[index];
    if (typeof before !== "number") return null;
    const change = (table.values[index] ?? 0) - before;
    hidden += index === line.total ? change : -change;
  }
  return hidden;
};

/** Totals of lines whose withheld members together changed by a small count since an earlier publication. */
export const findTellingTotals = (
  table: CountTable,
  rules: Rules,
  withheld: ReadonlySet<number>,
): readonly number[] =>
  linesOf(table).flatMap((line) => {
    const tells = rules.earlier.some((said) =>
      isSmall(hiddenChange(table, line, { said, withheld }) ?? 0, rules.threshold),
    );
    return tells ? [line.total] : [];
  });
