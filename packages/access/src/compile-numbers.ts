/** Longs: arithmetic and order. What leaves ±(2^53 − 1) is left to the reference, never rounded. */

import {
  BeyondCompiler,
  EvaluationFault,
  evaluation,
  test,
  type Evaluate,
  type CompileOperator,
} from "./evaluation.ts";
import { member } from "./expression-json.ts";
import { ExtensionValue } from "./values.ts";

const notLong = new EvaluationFault("type error: expected a Long");
const notOrdered = new EvaluationFault("type error: expected two Longs, datetimes or durations");
const inexact = new BeyondCompiler("a Long beyond 2^53");

const asLong =
  (run: Evaluate) =>
  (...[situation]: Parameters<Evaluate>): number => {
    const value = run(situation);
    if (typeof value !== "number") throw notLong;
    return value;
  };

const exact = (value: number): number => {
  if (!Number.isSafeInteger(value)) throw inexact;
  // Zero has no sign here.
  return value + 0;
};

const arithmetic =
  (combine: (a: number, b: number) => number): CompileOperator =>
  (operands, compile) => {
    const left = asLong(compile(member(operands, "left")).run);
    const right = asLong(compile(member(operands, "right")).run);
    return evaluation((situation) => exact(combine(left(situation), right(situation))));
  };

const negate: CompileOperator = (operands, compile) => {
  const inner = asLong(compile(member(operands, "arg")).run);
  return evaluation((situation) => exact(-inner(situation)));
};

type Order = (a: number | bigint, b: number | bigint) => boolean;

const ordered = (holds: Order, a: ExtensionValue, b: ExtensionValue): boolean => {
  if (a.kind !== b.kind || (a.kind !== "datetime" && a.kind !== "duration")) throw notOrdered;
  return holds(a.amount, b.amount);
};

const comparison =
  (holds: Order): CompileOperator =>
  (operands, compile) => {
    const left = compile(member(operands, "left")).run;
    const right = compile(member(operands, "right")).run;
    return test((situation) => {
      const a = left(situation);
      const b = right(situation);
      if (typeof a === "number" && typeof b === "number") return holds(a, b);
      if (a instanceof ExtensionValue && b instanceof ExtensionValue) return ordered(holds, a, b);
      throw notOrdered;
    });
  };

export const compileNumbers: readonly (readonly [string, CompileOperator])[] = [
  ["+", arithmetic((a, b) => a + b)],
  ["-", arithmetic((a, b) => a - b)],
  ["*", arithmetic((a, b) => a * b)],
  ["neg", negate],
  ["<", comparison((a, b) => a < b)],
  ["<=", comparison((a, b) => a <= b)],
  [">", comparison((a, b) => a > b)],
  [">=", comparison((a, b) => a >= b)],
];
