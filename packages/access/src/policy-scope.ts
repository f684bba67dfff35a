/** The head of a policy: which principals, actions and resources it speaks of. */

import { asTest, BeyondCompiler, type Compiled, type Situation, type Test } from "./evaluation.ts";
import { isRecord, listOf, member, textMember } from "./expression-json.ts";
import { EntityValue } from "./values.ts";
import { literalFromJson } from "./values-from-json.ts";

export interface ScopePart {
  /** The type that it must have, which needs no look at the request; undefined: any. */
  readonly type: string | undefined;
  /** What is left to test once the type fits; undefined: nothing. */
  readonly test: Test | undefined;
}

export interface ActionScope {
  /** The action itself, or groups of which it must be one or in one; undefined: any action. */
  readonly only: EntityValue | undefined;
  readonly groups: readonly EntityValue[] | undefined;
}

const uidOf = (json: unknown): EntityValue => {
  const plain = isRecord(json) && Object.hasOwn(json, "__entity") ? json : { __entity: json };
  const value = literalFromJson(plain);
  if (!(value instanceof EntityValue)) throw new BeyondCompiler("a slot or an entity that is none");
  return value;
};

type Place = "principal" | "resource";

const isIn = (place: Place, json: unknown): Test => {
  const group = uidOf(json);
  return (situation: Situation) => situation.isIn(situation[place], group);
};

/** @throws BeyondCompiler for templates and unknown forms */
export const scopeOf = (policy: unknown, place: Place): ScopePart => {
  const json = member(policy, place);
  const op = textMember(json, "op");
  if (op === "All") return { type: undefined, test: undefined };
  if (op === "==") {
    const uid = uidOf(member(json, "entity"));
    return { type: uid.type, test: (situation) => situation[place].id === uid.id };
  }
  if (op === "in") return { type: undefined, test: isIn(place, member(json, "entity")) };
  if (op !== "is") throw new BeyondCompiler("an unknown scope");
  const group = member(json, "in");
  return {
    type: textMember(json, "entity_type"),
    test: group === undefined ? undefined : isIn(place, member(group, "entity")),
  };
};

export const actionScopeOf = (policy: unknown): ActionScope => {
  const json = member(policy, "action");
  const op = textMember(json, "op");
  const any: ActionScope = { only: undefined, groups: undefined };
  if (op === "All") return any;
  const entity = member(json, "entity");
  if (op === "==") return { ...any, only: uidOf(entity) };
  if (op !== "in") throw new BeyondCompiler("an unknown scope");
  const entities = entity === undefined ? listOf(member(json, "entities")) : [entity];
  return { ...any, groups: entities.map(uidOf) };
};

/** `when` must hold and `unless` must not, in their order. */
export const conditionsOf = (
  policy: unknown,
  compile: (json: unknown) => Compiled,
): readonly Test[] =>
  listOf(member(policy, "conditions") ?? []).map((clause) => {
    const kind = textMember(clause, "kind");
    const holds = asTest(compile(member(clause, "body")));
    if (kind === "when") return holds;
    if (kind !== "unless") throw new BeyondCompiler("an unknown condition");
    return (situation) => !holds(situation);
  });
