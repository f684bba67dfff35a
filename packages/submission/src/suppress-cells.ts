/** Keeps small counts out of a roll-up, and larger ones by which the small could be worked out. */

export interface Cell {
  readonly sector: string;
  readonly type: string;
  /** null: not determined. */
  readonly grade: number | null;
  readonly enterprises: number;
}

export interface ToldCell extends Omit<Cell, "enterprises"> {
  /** null: not told. */
  readonly enterprises: number | null;
}

/** Of one type, whose total others may know: what is kept back must be two cells at least, and the threshold together. */
const suppressGroup = (cells: readonly Cell[], threshold: number): readonly ToldCell[] => {
  const bySize = [...cells].filter(({ enterprises }) => enterprises > 0).sort(smallerFirst);
  const small = bySize.filter(({ enterprises }) => enterprises < threshold).length;
  let kept = small;
  let sum = bySize.slice(0, small).reduce((total, { enterprises }) => total + enterprises, 0);
  while (kept > 0 && kept < bySize.length && (kept < 2 || sum < threshold)) {
    sum += bySize[kept]?.enterprises ?? 0;
    kept += 1;
  }
  const hidden = new Set(bySize.slice(0, kept));
  return cells.map((cell) => (hidden.has(cell) ? { ...cell, enterprises: null } : cell));
};

const smallerFirst = (a: Cell, b: Cell): number => a.enterprises - b.enterprises;

/** Counts from 1 to `threshold - 1` are not told. */
export const suppressCells = (cells: readonly Cell[], threshold: number): readonly ToldCell[] =>
  [...Map.groupBy(cells, ({ type }) => type).values()].flatMap((group) =>
    suppressGroup(group, threshold),
  );

/** The same for a count that stands alone. */
export const suppressCount = (count: number, threshold: number): number | null =>
  count > 0 && count < threshold ? null : count;
