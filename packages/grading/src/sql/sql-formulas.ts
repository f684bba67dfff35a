/** Derivations as SQL over doubles, with the rules' own rounding; NULL where there is no value. */

import type { Formula, MeanPart } from "@fenji/regime";
import { optionPosition, sqlCondition, type Names } from "./sql-conditions.ts";
import { double, joinTerms, term, type Layers, type Term } from "./terms.ts";

export interface FormulaWorld {
  readonly names: Names;
  readonly layers: Layers;
}

/** Every formula inside is a column of its own, so that a text never holds one of them twice. */
export const sqlFormula = (world: FormulaWorld, formula: Formula): Term => {
  const inner = (one: Formula): Term => sqlFormula(world, one);
  const parts = (all: readonly Formula[]): readonly Term[] => all.map(inner);
  const keep = (of: Term): Term => world.layers.keep(of);
  if ("fact" in formula) return world.names.fact(formula.fact);
  if ("number" in formula) return term`${double(formula.number)}`;
  if ("option" in formula) return keep(byOption(world, formula.option, formula.values));
  if ("sum" in formula) return keep(joinTerms(parts(formula.sum), " + "));
  if ("product" in formula) return keep(joinTerms(parts(formula.product), " * "));
  if ("difference" in formula) return keep(joinTerms(parts(formula.difference), " - "));
  if ("quotient" in formula) {
    const [of, by] = formula.quotient;
    return keep(term`${inner(of)} / NULLIF(${inner(by)}, ${double(0)})`);
  }
  if ("least" in formula) return keep(extreme("LEAST", parts(formula.least)));
  if ("greatest" in formula) return keep(extreme("GREATEST", parts(formula.greatest)));
  if ("mean" in formula) return meanOf(world, formula.mean);
  if ("round" in formula) {
    const scale = double(10 ** formula.digits);
    return keep(term`FLOOR(${inner(formula.round)} * ${scale} + ${double(0.5 + 1e-9)}) / ${scale}`);
  }
  const when = sqlCondition(world.names, formula.when);
  const [then, otherwise] = [inner(formula.then), inner(formula.otherwise)];
  return keep(term`CASE WHEN ${when} THEN ${then} WHEN NOT ${when} THEN ${otherwise} END`);
};

const byOption = (
  { names }: FormulaWorld,
  fact: string,
  values: Readonly<Record<string, number>>,
): Term => {
  const arms = Object.entries(values).map(
    ([option, value]) => `WHEN ${optionPosition(names, fact, option)} THEN ${double(value)}`,
  );
  return term`CASE ${names.fact(fact)} ${arms.join(" ")} END`;
};

/** One without a value leaves none to all; databases would pass over it. */
const extreme = (name: string, parts: readonly Term[]): Term => {
  const all = joinTerms(parts, ", ");
  const missing = joinTerms(
    parts.map((part) => term`${part} IS NULL`),
    " OR ",
  );
  return term`CASE WHEN ${missing} THEN NULL ELSE ${name}(${all}) END`;
};

/** Parts that are not applicable, have no weight or no value leave both sums. */
const meanOf = (world: FormulaWorld, parts: readonly MeanPart[]): Term => {
  const shares = parts.map(({ value, weight, unless }) => {
    const [held, share] = [sqlFormula(world, value), sqlFormula(world, weight)];
    const left =
      unless === null
        ? null
        : world.layers.keep(
            term`CASE WHEN ${sqlCondition(world.names, unless)} THEN 1 WHEN NOT ${sqlCondition(world.names, unless)} THEN 0 END`,
          );
    const leaves = left === null ? term`` : term`WHEN ${left} = 1 THEN ${double(0)} `;
    const open = left === null ? term`` : term`WHEN ${left} IS NULL THEN NULL `;
    const counted = (of: Term): Term =>
      term`CASE ${leaves}WHEN ${share} = 0 THEN ${double(0)} ${open}WHEN ${share} IS NULL THEN NULL WHEN ${held} IS NULL THEN ${double(0)} ELSE ${of} END`;
    return {
      total: world.layers.keep(counted(term`${share} * ${held}`)),
      weight: world.layers.keep(counted(share)),
    };
  });
  const totals = joinTerms(
    shares.map(({ total }) => total),
    " + ",
  );
  const weights = joinTerms(
    shares.map(({ weight }) => weight),
    " + ",
  );
  return world.layers.keep(term`(${totals}) / NULLIF(${weights}, ${double(0)})`);
};
