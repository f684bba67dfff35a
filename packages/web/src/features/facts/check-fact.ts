/** Whether what was typed is a value of a number fact; the kernel checks again, this one speaks while typing. */

import type { NumberFact } from "@fenji/regime";

export type NumberProblem =
  | { readonly kind: "number" | "integer" }
  | { readonly kind: "min" | "max"; readonly bound: number };

export type ParsedNumber =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly problem: NumberProblem };

/** Accepts thousands separators and the full-width digits that Chinese keyboards give. */
export const parseNumber = (typed: string, fact: NumberFact): ParsedNumber => {
  const plain = typed.normalize("NFKC").replaceAll(/[,\s]/g, "");
  const value = plain === "" ? Number.NaN : Number(plain);
  if (!Number.isFinite(value)) return { ok: false, problem: { kind: "number" } };
  if (fact.integer && !Number.isInteger(value)) return { ok: false, problem: { kind: "integer" } };
  if (fact.min !== null && value < fact.min)
    return { ok: false, problem: { kind: "min", bound: fact.min } };
  if (fact.max !== null && value > fact.max)
    return { ok: false, problem: { kind: "max", bound: fact.max } };
  return { ok: true, value };
};
