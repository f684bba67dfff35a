/** Sets: `contains`, `containsAll`, `containsAny`, `isEmpty`. */

import {
  EvaluationFault,
  test,
  type Evaluate,
  type Situation,
  type CompileOperator,
} from "./evaluation.ts";
import { member } from "./expression-json.ts";
import { SetValue } from "./values.ts";

const notSet = new EvaluationFault("type error: expected a set");

const setOf =
  (run: Evaluate) =>
  (situation: Situation): SetValue => {
    const value = run(situation);
    if (!(value instanceof SetValue)) throw notSet;
    return value;
  };

const contains: CompileOperator = (operands, compile) => {
  const set = setOf(compile(member(operands, "left")).run);
  const item = compile(member(operands, "right")).run;
  return test((situation) => set(situation).has(item(situation)));
};

const ofTwo =
  (holds: (a: SetValue, b: SetValue) => boolean): CompileOperator =>
  (operands, compile) => {
    const left = setOf(compile(member(operands, "left")).run);
    const right = setOf(compile(member(operands, "right")).run);
    return test((situation) => holds(left(situation), right(situation)));
  };

const isEmpty: CompileOperator = (operands, compile) => {
  const set = setOf(compile(member(operands, "arg")).run);
  return test((situation) => set(situation).items.length === 0);
};

export const compileSets: readonly (readonly [string, CompileOperator])[] = [
  ["contains", contains],
  ["containsAll", ofTwo((a, b) => a.hasAll(b))],
  ["containsAny", ofTwo((a, b) => b.items.some((item) => a.has(item)))],
  ["isEmpty", isEmpty],
];
