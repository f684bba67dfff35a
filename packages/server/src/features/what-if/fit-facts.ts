/** Facts as a pack can take them: what it does not know is left out, what it cannot take counts as unknown. */

import { columnsFromRows, type Columns, type Kernel } from "@fenji/grading";
import { AppError } from "@fenji/kernel";
import type { Facts } from "@fenji/regime";

const fits = (kernel: Kernel, facts: Facts): boolean => {
  try {
    columnsFromRows(kernel, [facts]);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
};

export interface FittedRows {
  readonly columns: Columns;
  /** Rows in which a fact of the pack had a value that it cannot take. */
  readonly unfit: number;
}

/** Almost always all rows fit, and nothing is looked at twice. */
export const fitRows = (kernel: Kernel, rows: readonly Facts[]): FittedRows => {
  try {
    return { columns: columnsFromRows(kernel, rows), unfit: 0 };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  const known = new Set(kernel.facts.map(({ id }) => id));
  let unfit = 0;
  const fitted = rows.map((facts): Facts => {
    const own = Object.fromEntries(Object.entries(facts).filter(([id]) => known.has(id)));
    if (fits(kernel, own)) return own;
    unfit += 1;
    return Object.fromEntries(
      Object.entries(own).filter(([id, value]) => fits(kernel, { [id]: value })),
    );
  });
  return { columns: columnsFromRows(kernel, fitted), unfit };
};
