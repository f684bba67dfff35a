/** Booleans and equality: `&&`, `||`, `!`, `if`, `==`, `!=`. */

import {
  asTest,
  test,
  type Compiled,
  type Test,
  type CompileOperand,
  type CompileOperator,
} from "./evaluation.ts";
import { chainOf, member } from "./expression-json.ts";
import { EntityValue, valuesEqual, type Value } from "./values.ts";

/** Tests two and three at a time, so that common policies need no loop. */
export const allOf = (tests: readonly Test[]): Test => {
  const [first, second, third, ...rest] = tests;
  if (first === undefined) return () => true;
  if (second === undefined) return first;
  if (third === undefined) return (situation) => first(situation) && second(situation);
  return (situation) =>
    first(situation) &&
    second(situation) &&
    third(situation) &&
    rest.every((holds) => holds(situation));
};

const anyOf = (tests: readonly Test[]): Test => {
  const [first, second, third, ...rest] = tests;
  if (first === undefined) return () => false;
  if (second === undefined) return first;
  if (third === undefined) return (situation) => first(situation) || second(situation);
  return (situation) =>
    first(situation) ||
    second(situation) ||
    third(situation) ||
    rest.some((holds) => holds(situation));
};

const chain =
  (operator: string, join: (tests: readonly Test[]) => Test): CompileOperator =>
  (operands, compile) =>
    test(join(chainOf({ [operator]: operands }, operator).map((part) => asTest(compile(part)))));

const not: CompileOperator = (operands, compile) => {
  const inner = asTest(compile(member(operands, "arg")));
  return test((situation) => !inner(situation));
};

const choose: CompileOperator = (operands, compile) => {
  const condition = asTest(compile(member(operands, "if")));
  const yes = compile(member(operands, "then"));
  const no = compile(member(operands, "else"));
  const run = (...[situation]: Parameters<Test>): Value =>
    condition(situation) ? yes.run(situation) : no.run(situation);
  return { run, isTest: yes.isTest && no.isTest };
};

/** Comparison with a literal, which is the common case, without looking at kinds. */
const equalsConstant = (constant: Value, { run }: Compiled): Test => {
  if (typeof constant !== "object") return (situation) => run(situation) === constant;
  if (constant instanceof EntityValue)
    return (situation) => {
      const value = run(situation);
      return value instanceof EntityValue && constant.is(value);
    };
  return (situation) => valuesEqual(constant, run(situation));
};

const equality = (operands: unknown, compile: CompileOperand): Test => {
  const left = compile(member(operands, "left"));
  const right = compile(member(operands, "right"));
  if (right.constant !== undefined) return equalsConstant(right.constant, left);
  if (left.constant !== undefined) return equalsConstant(left.constant, right);
  return (situation) => valuesEqual(left.run(situation), right.run(situation));
};

const unequal: CompileOperator = (operands, compile) => {
  const equal = equality(operands, compile);
  return test((situation) => !equal(situation));
};

export const compileLogic: readonly (readonly [string, CompileOperator])[] = [
  ["&&", chain("&&", allOf)],
  ["||", chain("||", anyOf)],
  ["!", not],
  ["if-then-else", choose],
  ["==", (operands, compile) => test(equality(operands, compile))],
  ["!=", unequal],
];
