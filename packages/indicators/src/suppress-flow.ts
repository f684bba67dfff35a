/**
 * Withheld values as a network: whatever an outsider can imagine in their place is a circulation through it.
 *
 * A table with margins is a transportation problem: grand total → rows → columns → grand total, every value one arc.
 * Published arcs are fixed, withheld ones are free from 0 upwards, so the bounds that anybody can compute are maximum
 * flows, exact in whole numbers (L. H. Cox, Network models for complementary cell suppression, JASA 90, 1995).
 */

import { kindOf, placeOf, type CountTable, type TableShape } from "./suppress-margins.ts";

interface Arc {
  readonly from: number;
  readonly to: number;
}

/** Nodes: the rows and the row of totals, then the columns and the column of totals. */
const arcOf = (shape: TableShape, index: number): Arc => {
  const { row, column } = placeOf(shape, index);
  const columnNode = shape.rows + 1 + column;
  const margin = ["row-total", "column-total"].includes(kindOf(shape, index));
  return margin ? { from: columnNode, to: row } : { from: row, to: columnNode };
};

/** A value that is raised or lowered on the way. */
interface Step {
  readonly index: number;
  readonly raised: boolean;
}

export interface Route {
  readonly steps: readonly Step[];
  readonly cost: number;
}

export interface Search {
  readonly table: CountTable;
  /** By how much each value already differs from the table. */
  readonly change: readonly number[];
  /** What it costs to touch a value; null: it may not be touched. */
  readonly costOf: (index: number) => number | null;
  /** The way from one end of this value's arc to the other, around it: what must give when it moves. */
  readonly around: number;
  /** Whether that value is to be raised or lowered. */
  readonly raise: boolean;
  /** Every step must give at least this much. */
  readonly least: number;
}

/** How far one step can go: there is no end upwards, and downwards it is at 0. */
const room = (search: Search, step: Step): number =>
  step.raised
    ? Number.POSITIVE_INFINITY
    : (search.table.values[step.index] ?? 0) + (search.change[step.index] ?? 0);

interface Move extends Step {
  readonly from: number;
  readonly to: number;
  readonly cost: number;
}

const movesOf = (search: Search): Move[] =>
  search.table.values.flatMap((_, index) => {
    const cost = index === search.around ? null : search.costOf(index);
    if (cost === null) return [];
    const { from, to } = arcOf(search.table, index);
    const both = [
      { index, raised: true, from, to, cost },
      { index, raised: false, from: to, to: from, cost },
    ];
    return both.filter((move) => room(search, move) >= search.least);
  });

/** The cheapest way around a value (Bellman and Ford; tables are small), or undefined. */
export const findRoute = (search: Search): Route | undefined => {
  const arc = arcOf(search.table, search.around);
  const [start, end] = search.raise ? [arc.to, arc.from] : [arc.from, arc.to];
  const moves = movesOf(search);
  const reached = new Map<number, { readonly cost: number; readonly by?: Move }>();
  reached.set(start, { cost: 0 });
  for (let changed = true; changed;) {
    changed = false;
    for (const move of moves) {
      const before = reached.get(move.from);
      if (before === undefined) continue;
      const cost = before.cost + move.cost;
      if (cost >= (reached.get(move.to)?.cost ?? Number.POSITIVE_INFINITY)) continue;
      reached.set(move.to, { cost, by: move });
      changed = true;
    }
  }
  const last = reached.get(end);
  if (last === undefined) return undefined;
  const steps: Step[] = [];
  for (let at = last.by; at !== undefined; at = reached.get(at.from)?.by) steps.unshift(at);
  return { steps, cost: last.cost };
};

export interface Flow {
  readonly amount: number;
  readonly change: readonly number[];
}

interface Question {
  readonly table: CountTable;
  readonly withheld: ReadonlySet<number>;
  readonly around: number;
  readonly raise: boolean;
  /** Further than this nobody asks. */
  readonly enough: number;
}

/** How far a withheld value can move if only withheld values move with it. */
export const largestFlow = ({ table, withheld, around, raise, enough }: Question): Flow => {
  const change = table.values.map(() => 0);
  const most = raise ? enough : Math.min(enough, table.values[around] ?? 0);
  const search: Search = {
    table,
    change,
    costOf: (index) => (withheld.has(index) ? 1 : null),
    around,
    raise,
    least: 1,
  };
  let amount = 0;
  while (amount < most) {
    const route = findRoute(search);
    if (route === undefined) break;
    const step = Math.min(most - amount, ...route.steps.map((one) => room(search, one)));
    if (step === Number.POSITIVE_INFINITY) return { amount: step, change };
    for (const { index, raised } of route.steps)
      change[index] = (change[index] ?? 0) + (raised ? step : -step);
    amount += step;
  }
  return { amount, change };
};
