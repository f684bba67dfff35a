/** Puts columns of few rows one after another into columns of many, so that nobody holds all rows as objects. */

import type { Column, Columns, Unknowns } from "./columns.ts";

export interface GatheredColumns {
  /** Appends; all but the last piece have a multiple of 32 rows. */
  readonly add: (piece: Columns) => void;
  readonly columns: () => Columns;
}

/** Room for `rows` rows is made at once. */
export const gatherColumns = (rows: number): GatheredColumns => {
  const whole = new Map<string, Column>();
  let filled = 0;
  return {
    add: (piece) => {
      if (filled % 32 !== 0) throw new RangeError("only the last piece may be uneven");
      for (const [id, column] of piece.byFact) {
        const into = whole.get(id) ?? emptyColumn(column.kind, { rows, from: filled });
        whole.set(id, into);
        append(into, column, filled);
      }
      for (const [id, { unknown }] of whole)
        if (!piece.byFact.has(id)) fillUnknown(unknown, { from: filled, rows: piece.rows });
      filled += piece.rows;
    },
    columns: () => ({ rows, byFact: whole }),
  };
};

interface Stretch {
  readonly rows: number;
  readonly from: number;
}

/** Unknown in the rows before the first piece that has the fact. */
const emptyColumn = (kind: Column["kind"], { rows, from }: Stretch): Column => {
  const unknown = new Uint32Array(Math.ceil(rows / 32));
  fillUnknown(unknown, { from: 0, rows: from });
  if (kind === "number") return { kind, values: new Float64Array(rows), unknown };
  if (kind === "boolean") return { kind, values: new Uint8Array(rows), unknown };
  return { kind, values: new Uint16Array(rows), unknown };
};

const fillUnknown = (unknown: Unknowns, { from, rows }: Stretch): void => {
  unknown?.fill(0xffffffff, from >> 5, (from + rows + 31) >> 5);
};

const append = (into: Column, column: Column, from: number): void => {
  into.values.set(column.values, from);
  if (column.unknown !== null) into.unknown?.set(column.unknown, from >> 5);
};
