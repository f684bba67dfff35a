/** Some rows of columns as columns of their own, in the order asked for. */

import type { Column, Columns, Unknowns } from "@fenji/grading";

const takeUnknown = (unknown: Unknowns, rows: readonly number[]): Unknowns => {
  if (unknown === null) return null;
  const taken = new Uint32Array(Math.ceil(rows.length / 32));
  for (const [to, row] of rows.entries())
    if (((unknown[row >> 5] ?? 0) & (1 << (row & 31))) !== 0)
      taken[to >> 5] = (taken[to >> 5] ?? 0) | (1 << (to & 31));
  return taken;
};

const takeColumn = (column: Column, rows: readonly number[]): Column => {
  const unknown = takeUnknown(column.unknown, rows);
  const value = (row: number): number => column.values[row] ?? 0;
  switch (column.kind) {
    case "number":
      return { kind: column.kind, values: Float64Array.from(rows, value), unknown };
    case "boolean":
      return { kind: column.kind, values: Uint8Array.from(rows, value), unknown };
    case "choice":
    case "set":
      return { kind: column.kind, values: Uint16Array.from(rows, value), unknown };
  }
};

export const takeRows = ({ byFact }: Columns, rows: readonly number[]): Columns => ({
  rows: rows.length,
  byFact: new Map([...byFact].map(([id, column]) => [id, takeColumn(column, rows)])),
});
