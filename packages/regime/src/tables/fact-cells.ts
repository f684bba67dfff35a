/** Values of facts in the columns of a case, one column for each fact. */

import { cellValue, valueCell, type Cell, type CellReading } from "./cell-value.ts";
import type { CellKind } from "./table-layout.ts";
import { memberAt } from "./tree-path.ts";

export const factPrefix = "fact:";

/** Unknown is said; what is not said is left out. */
const unknown = "?";

const kinds: Readonly<Record<string, CellKind>> = {
  number: "number",
  boolean: "boolean",
  choice: "text",
  set: "list",
};

/** Undefined where the pack has no such fact. */
export const factKind = (facts: readonly unknown[], id: string): CellKind | undefined => {
  const kind = memberAt(
    facts.find((fact) => memberAt(fact, "id") === id),
    "kind",
  );
  return typeof kind === "string" ? kinds[kind] : undefined;
};

/** Undefined where the value does not fit the fact. */
export const factCell = (
  facts: readonly unknown[],
  id: string,
  value: unknown,
): Cell | undefined => {
  const kind = factKind(facts, id);
  if (kind === undefined || value === undefined) return undefined;
  if (value === null) return unknown;
  const cell = valueCell(kind, value);
  return cell === unknown ? undefined : cell;
};

export const factValue = (kind: CellKind, cell: string): CellReading =>
  cell.trim() === unknown ? { value: null } : cellValue(kind, cell);
