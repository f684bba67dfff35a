/** A two-way table of counts together with its margins, as it would be printed. */

export interface TableShape {
  /** Rows and columns of counts, the totals left out. */
  readonly rows: number;
  readonly columns: number;
}

export interface CountTable extends TableShape {
  /** Row by row, each row followed by its total; the last row holds the totals of the columns and the grand total. */
  readonly values: readonly number[];
}

/** Where a value stands; the row after the last, or the column after the last, is that of the totals. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export const placeOf = (shape: TableShape, index: number): Place => ({
  row: Math.floor(index / (shape.columns + 1)),
  column: index % (shape.columns + 1),
});

export const indexOf = (shape: TableShape, { row, column }: Place): number =>
  row * (shape.columns + 1) + column;

export type Kind = "cell" | "row-total" | "column-total" | "grand-total";

export const kindOf = (shape: TableShape, index: number): Kind => {
  const { row, column } = placeOf(shape, index);
  if (row < shape.rows) return column < shape.columns ? "cell" : "row-total";
  return column < shape.columns ? "column-total" : "grand-total";
};

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);

/**
 * Adds the margins to the counts.
 * @throws RangeError for a count that is not a whole number from 0, and for rows of different lengths.
 */
export const withMargins = (counts: readonly (readonly number[])[]): CountTable => {
  const columns = counts[0]?.length ?? 0;
  for (const row of counts) {
    if (row.length !== columns) throw new RangeError("rows of a table are equally long");
    if (row.some((count) => !Number.isSafeInteger(count) || count < 0))
      throw new RangeError("a count is a whole number from 0");
  }
  const totals = Array.from({ length: columns }, (_, column) =>
    sum(counts.map((row) => row[column] ?? 0)),
  );
  return {
    rows: counts.length,
    columns,
    values: [...counts, totals].flatMap((row) => [...row, sum(row)]),
  };
};

/** The values by row, the last of each its total, the last row the totals. */
export const toGrid = <T>(shape: TableShape, values: readonly T[]): T[][] =>
  Array.from({ length: shape.rows + 1 }, (_, row) =>
    values.slice(row * (shape.columns + 1), (row + 1) * (shape.columns + 1)),
  );
