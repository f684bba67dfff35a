/** What a list is read as, whether it came as CSV or as a workbook. */

export interface ListRow {
  /** As the file counts them: the line of a CSV file, the row of a sheet; from 1. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Columns, from 0, whose cell is a formula; nothing is ever evaluated. */
  readonly formulas: readonly number[];
}

/** Rows that hold something, in the order of the file, as many as were read at once. */
export interface ListBatch {
  readonly rows: readonly ListRow[];
  /** Merged areas, as `A3:B5`; they are known only when the sheet has been read. */
  readonly merged: readonly string[];
}

export const holdsText = (cells: readonly string[]): boolean =>
  cells.some((cell) => cell.trim() !== "");
