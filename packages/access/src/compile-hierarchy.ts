/** Entities among each other: `in`, `is`, `is … in`. */

import {
  EvaluationFault,
  test,
  type Evaluate,
  type Situation,
  type Test,
  type CompileOperand,
  type CompileOperator,
} from "./evaluation.ts";
import { member, textMember } from "./expression-json.ts";
import { EntityValue, SetValue } from "./values.ts";

const notEntity = new EvaluationFault("type error: expected an entity");
const notGroup = new EvaluationFault("type error: expected an entity or a set of entities");

export const entityOf =
  (run: Evaluate) =>
  (situation: Situation): EntityValue => {
    const value = run(situation);
    if (!(value instanceof EntityValue)) throw notEntity;
    return value;
  };

/** One item that is no entity fails the whole, also where another one would hold. */
const entitiesOf = (set: SetValue): readonly EntityValue[] =>
  set.items.map((item) => {
    if (!(item instanceof EntityValue)) throw notEntity;
    return item;
  });

const membership =
  (entityIn: (situation: Situation) => EntityValue, groupIn: Evaluate): Test =>
  (situation) => {
    const entity = entityIn(situation);
    const group = groupIn(situation);
    if (group instanceof EntityValue) return situation.isIn(entity, group);
    if (!(group instanceof SetValue)) throw notGroup;
    return entitiesOf(group).some((one) => situation.isIn(entity, one));
  };

const within = (left: Evaluate, right: unknown, compile: CompileOperand): Test =>
  membership(entityOf(left), compile(right).run);

const isOfType: CompileOperator = (operands, compile) => {
  const left = compile(member(operands, "left")).run;
  const entity = entityOf(left);
  const type = textMember(operands, "entity_type");
  const group = member(operands, "in");
  if (group === undefined) return test((situation) => entity(situation).type === type);
  const inGroup = within(left, group, compile);
  return test((situation) => entity(situation).type === type && inGroup(situation));
};

export const compileHierarchy: readonly (readonly [string, CompileOperator])[] = [
  [
    "in",
    (operands, compile) =>
      test(within(compile(member(operands, "left")).run, member(operands, "right"), compile)),
  ],
  ["is", isOfType],
];
