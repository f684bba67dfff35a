/** Attributes and tags: `.`, `has`, `getTag`, `hasTag`; and `like` on what they hold. */

import { entityOf } from "./compile-hierarchy.ts";
import {
  EvaluationFault,
  evaluation,
  test,
  type Evaluate,
  type Situation,
  type CompileOperator,
} from "./evaluation.ts";
import { attributePath, member, patternOf, textMember } from "./expression-json.ts";
import { matchesParts, patternParts } from "./like-pattern.ts";
import { EntityValue, type RecordValue, type Value } from "./values.ts";

const notHolder = new EvaluationFault("type error: expected a record or an entity");
const notText = new EvaluationFault("type error: expected a string");
const noEntity = new EvaluationFault("the entity does not exist");
const noTag = new EvaluationFault("the entity does not have the tag");

/** The attributes of a record or of an entity; undefined for an entity that nobody described. */
const attributesOf = (value: Value, situation: Situation): RecordValue | undefined => {
  if (value instanceof Map) return value;
  if (!(value instanceof EntityValue)) throw notHolder;
  return situation.find(value)?.attributes;
};

const attribute: CompileOperator = (operands, compile) => {
  const holder = compile(member(operands, "left")).run;
  const name = textMember(operands, "attr");
  const missing = new EvaluationFault(`the attribute \`${name}\` is missing`);
  return evaluation((situation) => {
    const attributes = attributesOf(holder(situation), situation);
    if (attributes === undefined) throw noEntity;
    const value = attributes.get(name);
    if (value === undefined) throw missing;
    return value;
  });
};

/** `a has b.c`: each step but the last must hold something that can have attributes. */
const has: CompileOperator = (operands, compile) => {
  const holder = compile(member(operands, "left")).run;
  const path = attributePath(operands);
  return test((situation) => {
    let value: Value | undefined = holder(situation);
    for (const name of path) {
      value = attributesOf(value, situation)?.get(name);
      if (value === undefined) return false;
    }
    return true;
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
    return situation.find(uid)?.tags.has(tag) ?? false;
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
