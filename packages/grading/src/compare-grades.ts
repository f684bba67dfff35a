/** What changed between two gradings of the same rows: how many moved from which grade to which, and who. */

import { applicability, undeterminedGrade, type GradedColumn } from "./graded-column.ts";

/** A rank as text; `undetermined`; `none` where the type does not apply. */
export type GradeKey = string;

export interface Movement {
  readonly from: GradeKey;
  readonly to: GradeKey;
  readonly count: number;
}

export interface GradeComparison {
  readonly type: string;
  /** Rows by grade, without those to which the type does not apply. */
  readonly before: ReadonlyMap<GradeKey, number>;
  readonly after: ReadonlyMap<GradeKey, number>;
  /** From grade to another, the lower first. */
  readonly movement: readonly Movement[];
  /** Rows that moved, ascending. */
  readonly moved: Uint32Array;
}

/** Ranks are at most 30; these stand behind them. */
const undetermined = 31;
const none = 32;
const places = 33;

const placeOf = ({ grades, applies }: GradedColumn, row: number): number => {
  const grade = grades[row] ?? undeterminedGrade;
  if (grade !== undeterminedGrade) return grade;
  return applies[row] === applicability.no ? none : undetermined;
};

const keyOf = (place: number): GradeKey =>
  place === undetermined ? "undetermined" : place === none ? "none" : String(place);

/** @throws RangeError where the two are of different types or numbers of rows. */
export const compareGrades = (before: GradedColumn, after: GradedColumn): GradeComparison => {
  const rows = before.grades.length;
  if (before.type !== after.type || rows !== after.grades.length)
    throw new RangeError("only gradings of one type and the same rows can be compared");
  const flow = new Uint32Array(places * places);
  const moved = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row += 1) {
    const [from, to] = [placeOf(before, row), placeOf(after, row)];
    const cell = from * places + to;
    flow[cell] = (flow[cell] ?? 0) + 1;
    moved[count] = row;
    count += Number(from !== to);
  }
  return {
    type: before.type,
    before: totals(flow, (from) => from),
    after: totals(flow, (_from, to) => to),
    movement: movements(flow),
    moved: moved.slice(0, count),
  };
};

const totals = (
  flow: Uint32Array,
  placeIn: (from: number, to: number) => number,
): ReadonlyMap<GradeKey, number> => {
  const sums = new Map<number, number>();
  for (const [cell, count] of flow.entries()) {
    const place = placeIn(Math.floor(cell / places), cell % places);
    if (count > 0 && place !== none) sums.set(place, (sums.get(place) ?? 0) + count);
  }
  const ascending = [...sums].toSorted(([a], [b]) => a - b);
  return new Map(ascending.map(([place, count]) => [keyOf(place), count]));
};

const movements = (flow: Uint32Array): readonly Movement[] =>
  Array.from(flow, (count, cell) => ({
    from: Math.floor(cell / places),
    to: cell % places,
    count,
  }))
    .filter(({ from, to, count }) => count > 0 && from !== to)
    .map(({ from, to, count }) => ({ from: keyOf(from), to: keyOf(to), count }));
