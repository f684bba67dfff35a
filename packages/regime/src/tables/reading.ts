/** Sheets as they are read, and what has been made of them so far. */

import type { PackProblem } from "../pack-problem.ts";
import type { CellPlace } from "./table-problems.ts";

export interface SheetRows {
  readonly name: string;
  /** Rows that say anything, in order, each with its number in the sheet. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

/** A row that others can belong to. */
export interface Parent {
  readonly record: Record<string, unknown>;
  readonly path: string;
}

export interface Reading {
  readonly tree: Record<string, unknown>;
  /** By place in the tree, with dots. */
  readonly origins: Map<string, CellPlace>;
  readonly problems: PackProblem[];
  /** By table, then by what names the row. */
  readonly parents: Map<string, Map<string, Parent>>;
  /** Tables without a sheet: that is said once, not for every row that belongs to one of their rows. */
  readonly absent: ReadonlySet<string>;
}
