/** Finds the rows that moved, page by page, and says of each why. */

import {
  attributeAt,
  gradeColumns,
  gradeRow,
  type ColumnsFile,
  type RuleEdit,
} from "@fenji/grading";
import type { Dimension, Filter, GradeClass } from "./picture.ts";
import { takeRows } from "./take-rows.ts";
import type { TypeRows } from "./type-rows.ts";
import { whyMoved, type ChangedFactor } from "./why-moved.ts";

export interface MoversAsked {
  readonly type: string;
  readonly edits: readonly RuleEdit[];
  /** null: of any class. */
  readonly from: GradeClass | null;
  readonly to: GradeClass | null;
  readonly filter: Filter | null;
  readonly offset: number;
  readonly limit: number;
}

export interface Mover {
  /** In the columns, from 0. */
  readonly row: number;
  readonly from: GradeClass;
  readonly to: GradeClass;
  readonly jurisdiction: string;
  readonly sector: string;
  readonly size: string;
  readonly why: readonly ChangedFactor[];
}

export interface Movers {
  readonly total: number;
  readonly movers: readonly Mover[];
}

/** −1: no such key, which nothing has. */
const codeOf = ({ attributes }: ColumnsFile, { dimension, key }: Filter): number => {
  const column = attributes.get(dimension);
  return column?.kind === "dictionary" ? column.entries.indexOf(key) : -1;
};

const rowsThatMoved = (
  file: ColumnsFile,
  { before, classes, after }: TypeRows,
  { from, to, filter, edits }: MoversAsked,
): readonly number[] => {
  const now = after(edits);
  const [wasWanted, isWanted] = [from, to].map((one) => (one === null ? -1 : classes.indexOf(one)));
  const column = filter === null ? undefined : file.attributes.get(filter.dimension);
  const code = filter === null ? 0 : codeOf(file, filter);
  const rows: number[] = [];
  for (let row = 0; row < before.length; row += 1) {
    const [was, is] = [before[row], now[row]];
    if (was === is) continue;
    if ((wasWanted !== -1 && was !== wasWanted) || (isWanted !== -1 && is !== isWanted)) continue;
    if (filter !== null && (column?.kind !== "dictionary" || column.codes[row] !== code)) continue;
    rows.push(row);
  }
  return rows;
};

export const findMovers = (file: ColumnsFile, type: TypeRows, asked: MoversAsked): Movers => {
  const all = rowsThatMoved(file, type, asked);
  const rows = all.slice(asked.offset, asked.offset + asked.limit);
  const columns = takeRows(file.columns, rows);
  const now = type.after(asked.edits);
  const [was = [], is = []] = [type.kernel([]), type.kernel(asked.edits)].map((kernel) => {
    const graded = gradeColumns(kernel, columns);
    return rows.map((_row, index) => gradeRow(kernel, graded, index)[0]?.reasons ?? []);
  });
  const keyAt = (dimension: Dimension, row: number): string => {
    const column = file.attributes.get(dimension);
    return column === undefined ? "" : attributeAt(column, row);
  };
  return {
    total: all.length,
    movers: rows.map((row, index) => ({
      row,
      from: type.classes[type.before[row] ?? 0] ?? "none",
      to: type.classes[now[row] ?? 0] ?? "none",
      jurisdiction: keyAt("jurisdiction", row),
      sector: keyAt("sector", row),
      size: keyAt("size", row),
      why: whyMoved(was[index] ?? [], is[index] ?? []),
    })),
  };
};
