/** Composes an expression of Cedar's policy JSON into one closure; no code is generated, so it runs under any content policy. */

import { accessLimits } from "./access-limits.ts";
import { compileAccess } from "./compile-access.ts";
import { compileExtensionCall, isExtensionCall } from "./compile-extensions.ts";
import { compileHierarchy } from "./compile-hierarchy.ts";
import { compileLogic } from "./compile-logic.ts";
import { compileNumbers } from "./compile-numbers.ts";
import { compileSets } from "./compile-sets.ts";
import {
  BeyondCompiler,
  evaluation,
  type CompileOperand,
  type CompileOperator,
  type Compiled,
} from "./evaluation.ts";
import { fieldsOf, listOf, operatorOf } from "./expression-json.ts";
import { RecordValue, SetValue, type Value } from "./values.ts";
import { literalFromJson } from "./values-from-json.ts";

const constant = (value: Value): Compiled => ({
  run: () => value,
  isTest: typeof value === "boolean",
  constant: value,
});

const literal: CompileOperator = (json) => {
  const value = literalFromJson(json);
  if (value === undefined) throw new BeyondCompiler("a literal that cannot be held exactly");
  return constant(value);
};

const variables = new Map<unknown, Compiled>([
  ["principal", evaluation((situation) => situation.principal)],
  ["action", evaluation((situation) => situation.action)],
  ["resource", evaluation((situation) => situation.resource)],
  ["context", evaluation((situation) => situation.context)],
]);

const variable: CompileOperator = (name) => {
  const found = variables.get(name);
  if (found === undefined) throw new BeyondCompiler("an unknown variable");
  return found;
};

const setOf: CompileOperator = (json, compile) => {
  const items = listOf(json).map(compile);
  const known = items.flatMap((item) => (item.constant === undefined ? [] : [item.constant]));
  if (known.length === items.length) return constant(new SetValue(known));
  return evaluation((situation) => new SetValue(items.map((item) => item.run(situation))));
};

const recordOf: CompileOperator = (json, compile) => {
  const fields = fieldsOf(json);
  const names = fields.map(([name]) => name);
  const values = fields.map(([, value]) => compile(value));
  return evaluation(
    (situation) =>
      new RecordValue(
        names,
        values.map((value) => value.run(situation)),
      ),
  );
};

const operators = new Map<string, CompileOperator>([
  ["Value", literal],
  ["Var", variable],
  ["Set", setOf],
  ["Record", recordOf],
  ...compileLogic,
  ...compileNumbers,
  ...compileHierarchy,
  ...compileAccess,
  ...compileSets,
]);

const compileAt = (json: unknown, depth: number): Compiled => {
  if (depth > accessLimits.maxExpressionDepth)
    throw new BeyondCompiler("expressions inside each other too deep");
  const [name, operands] = operatorOf(json);
  const compile: CompileOperand = (operand) => compileAt(operand, depth + 1);
  const operator = operators.get(name);
  if (operator !== undefined) return operator(operands, compile);
  if (!isExtensionCall(name)) throw new BeyondCompiler(`an unknown operator ${name}`);
  const call = compileExtensionCall(name, listOf(operands).map(compile));
  if (call === undefined) throw new BeyondCompiler(`an unknown use of ${name}`);
  return call;
};

/** @throws BeyondCompiler where the expression cannot be carried out exactly */
export const compileExpression = (json: unknown): Compiled => compileAt(json, 0);
