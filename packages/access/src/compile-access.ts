/** Attributes and tags: `.`, `has`, `getTag`, `hasTag`; and `like` on what they hold. */

import { entityOf } from "./compile-hierarchy.ts";
import {
  EvaluationFault,
  evaluation,
  test,
  type Evaluate,
  type Situation,
  type CompileOperand,
  type CompileOperator,
} from "./evaluation.ts";
import { attributePath, member, patternOf, textMember } from "./expression-json.ts";
import { matchesParts, patternParts } from "./like-pattern.ts";
import { EntityValue, RecordValue, type Value } from "./values.ts";

const notHolder = new EvaluationFault("type error: expected a record or an entity");
const notText = new EvaluationFault("type error: expected a string");
const noEntity = new EvaluationFault("the entity does not exist");
const noTag = new EvaluationFault("the entity does not have the tag");

type Attributes = (situation: Situation) => RecordValue | undefined;

/** The attributes of a record or of an entity; undefined for an entity that nobody described. */
const attributesOf = (value: Value, situation: Situation): RecordValue | undefined => {
  if (value instanceof RecordValue) return value;
  if (!(value instanceof EntityValue)) throw notHolder;
  return situation.find(value)?.attributes;
};

const ofVariables = new Map<unknown, Attributes>([
  ["principal", (situation) => situation.principalAttributes],
  ["resource", (situation) => situation.resourceAttributes],
  ["context", (situation) => situation.context],
]);

/** Whose attributes are asked for: mostly a variable, which takes no evaluation. */
const attributesIn = (operands: unknown, compile: CompileOperand): Attributes => {
  const left = member(operands, "left");
  const ofVariable = ofVariables.get(member(left, "Var"));
  const holder = compile(left).run;
  return ofVariable ?? ((situation) => attributesOf(holder(situation), situation));
};

const attribute: CompileOperator = (operands, compile) => {
  const attributes = attributesIn(operands, compile);
  const name = textMember(operands, "attr");
  const missing = new EvaluationFault(`the attribute \`${name}\` is missing`);
  return evaluation((situation) => {
    const found = attributes(situation);
    if (found === undefined) throw noEntity;
    const value = found.get(name);
    if (value === undefined) throw missing;
    return value;
  });
};

/** `a has b.c`: each step but the last must hold something that can have attributes. */
const has: CompileOperator = (operands, compile) => {
  const attributes = attributesIn(operands, compile);
  const [first = "", ...path] = attributePath(operands);
  if (path.length === 0)
    return test((situation) => attributes(situation)?.get(first) !== undefined);
  return test((situation) => {
    let value = attributes(situation)?.get(first);
    for (const name of path) {
      if (value === undefined) return false;
      value = attributesOf(value, situation)?.get(name);
    }
    return value !== undefined;
  });
};

const textOf =
  (run: Evaluate) =>
  (situation: Situation): string => {
    const value = run(situation);
    if (typeof value !== "string") throw notText;
    return value;
  };

const getTag: CompileOperator = (operands, compile) => {
  const entity = entityOf(compile(member(operands, "left")).run);
  const name = textOf(compile(member(operands, "right")).run);
  return evaluation((situation) => {
    const uid = entity(situation);
    const tag = name(situation);
    const found = situation.find(uid);
    if (found === undefined) throw noEntity;
    const value = found.tags.get(tag);
    if (value === undefined) throw noTag;
    return value;
  });
};

const hasTag: CompileOperator = (operands, compile) => {
  const entity = entityOf(compile(member(operands, "left")).run);
  const name = textOf(compile(member(operands, "right")).run);
  return test((situation) => {
    const uid = entity(situation);
    const tag = name(situation);
    return situation.find(uid)?.tags.get(tag) !== undefined;
  });
};

const like: CompileOperator = (operands, compile) => {
  const text = textOf(compile(member(operands, "left")).run);
  const parts = patternParts(patternOf(operands));
  return test((situation) => matchesParts(text(situation), parts));
};

export const compileAccess: readonly (readonly [string, CompileOperator])[] = [
  [".", attribute],
  ["has", has],
  ["getTag", getTag],
  ["hasTag", hasTag],
  ["like", like],
];
