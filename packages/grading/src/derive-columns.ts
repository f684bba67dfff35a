/** Adds to the columns of facts those of derivations, so that rules find both alike. */

import { formulaReads, type Derivation } from "@fenji/regime";
import type { Columns, NumberColumn } from "./columns.ts";
import { compileFormula, type RowNumber } from "./compile-formula.ts";
import type { Kernel } from "./kernel.ts";

/** The same columns where the pack derives nothing. */
export const deriveColumns = (kernel: Kernel, columns: Columns): Columns => {
  if (kernel.derivations.length === 0) return columns;
  const byFact = new Map(columns.byFact);
  const options = new Map(
    kernel.facts.map((fact) => [
      fact.id,
      fact.kind === "choice" || fact.kind === "set" ? fact.options.map(({ id }) => id) : [],
    ]),
  );
  const source = {
    column: (fact: string) => byFact.get(fact),
    options: (fact: string) => options.get(fact) ?? [],
  };
  for (const { id, formula } of kernel.derivations)
    byFact.set(id, fill(compileFormula(source, formula), columns.rows));
  return { rows: columns.rows, byFact };
};

/** What has no value is unknown to the rules: a person has to look. */
const fill = (valueAt: RowNumber, rows: number): NumberColumn => {
  const values = new Float64Array(rows);
  const unknown = new Uint32Array(Math.ceil(rows / 32));
  for (let row = 0; row < rows; row += 1) {
    const value = valueAt(row);
    // Plus zero: one zero, not two.
    if (Number.isFinite(value)) values[row] = value + 0;
    else {
      unknown[row >> 5] = (unknown[row >> 5] ?? 0) | (1 << (row & 31));
      // So that a derivation that reads this one can tell "no value" from "not known".
      if (!Number.isNaN(value)) values[row] = Infinity;
    }
  }
  return { kind: "number", values, unknown };
};

/** The facts that people give on which a fact or derivation hangs, without repeats. */
export const factsBehind = (derivations: readonly Derivation[], id: string): readonly string[] => {
  const derivation = derivations.find((one) => one.id === id);
  if (derivation === undefined) return [id];
  const reads = formulaReads(derivation.formula).facts;
  return [...new Set(reads.flatMap((read) => factsBehind(derivations, read)))];
};
