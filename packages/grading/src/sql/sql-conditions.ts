/** Conditions of the rules as SQL, whose own three-valued logic is the rules'. */

import type { Condition, FactDefinition, Operand } from "@fenji/regime";
import { double, joinTerms, term, type Term } from "./terms.ts";

export interface Names {
  /** Column of a fact, or the kept column of a derivation. */
  readonly fact: (id: string) => Term;
  readonly node: (id: string) => Term;
  readonly definition: (id: string) => FactDefinition | undefined;
}

export const optionPosition = ({ definition }: Names, fact: string, option: string): number => {
  const found = definition(fact);
  if (found?.kind !== "choice" && found?.kind !== "set") return -1;
  return found.options.findIndex(({ id }) => id === option);
};

export const sqlOperand = (names: Names, operand: Operand): Term =>
  "fact" in operand ? names.fact(operand.fact) : names.node(operand.node);

/** `column IN (…)` over the positions of options; what is no option is never chosen. */
export const isOneOf = (names: Names, fact: string, options: readonly string[]): Term => {
  const positions = options
    .map((option) => optionPosition(names, fact, option))
    .filter((position) => position >= 0);
  const column = names.fact(fact);
  return positions.length === 0
    ? term`(${column} < 0)`
    : term`(${column} IN (${positions.join(", ")}))`;
};

/** Of a set whose column is a mask. */
export const hasOneOf = (names: Names, fact: string, options: readonly string[]): Term => {
  const mask = options.reduce((bits, option) => {
    const position = optionPosition(names, fact, option);
    return position < 0 ? bits : bits | (1 << position);
  }, 0);
  return term`((${names.fact(fact)} & ${String(mask)}) <> 0)`;
};

export const sqlCondition = (names: Names, condition: Condition): Term => {
  const inner = (one: Condition): Term => sqlCondition(names, one);
  if ("all" in condition) return term`(${joinTerms(condition.all.map(inner), " AND ")})`;
  if ("any" in condition) return term`(${joinTerms(condition.any.map(inner), " OR ")})`;
  if ("not" in condition) return term`(NOT ${inner(condition.not)})`;
  if ("number" in condition)
    return term`(${sqlOperand(names, condition.number)} ${condition.op} ${double(condition.value)})`;
  if ("yes" in condition) return term`(${names.fact(condition.yes)} = 1)`;
  if ("choice" in condition) return isOneOf(names, condition.choice, condition.in);
  return hasOneOf(names, condition.set, [condition.has]);
};
