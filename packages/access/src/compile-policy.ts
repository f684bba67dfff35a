/** Compiles one policy: for which requests it is a candidate, and what is then left to test. */

import { AppError } from "@fenji/kernel";
import { compileExpression } from "./compile-expression.ts";
import type { PolicyText } from "./compiled-policies.ts";
import { BeyondCompiler, type Test } from "./evaluation.ts";
import { isRecord, member } from "./expression-json.ts";
import { actionScopeOf, conditionsOf, scopeOf, type ActionScope } from "./policy-scope.ts";

export interface CompiledPolicy {
  readonly text: PolicyText;
  readonly principalType: string | undefined;
  readonly resourceType: string | undefined;
  readonly action: ActionScope;
  /** Everything but types and action, in Cedar's order; undefined where the compiler does not cover the policy. */
  readonly tests: readonly Test[] | undefined;
}

const textOf = (id: string, json: unknown): PolicyText => {
  const effect = member(json, "effect");
  if (effect !== "permit" && effect !== "forbid")
    throw new AppError("policy.malformed", { policy: id });
  const annotations = member(json, "annotations") ?? {};
  if (!isRecord(annotations)) throw new AppError("policy.malformed", { policy: id });
  // An annotation without a value is null in Cedar's JSON.
  const texts = Object.entries(annotations).map(([name, text]) => [
    name,
    typeof text === "string" ? text : "",
  ]);
  return { id, effect, annotations: Object.fromEntries(texts) };
};

/** Not covered: it may be about any request, unless its scope can be read. */
const uncovered = (text: PolicyText): CompiledPolicy => ({
  text,
  principalType: undefined,
  resourceType: undefined,
  action: { only: undefined, groups: undefined },
  tests: undefined,
});

const orUndefined = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch (error) {
    if (error instanceof BeyondCompiler) return undefined;
    throw error;
  }
};

/** @throws AppError `policy.malformed` where there is no effect */
export const compilePolicy = (id: string, json: unknown): CompiledPolicy => {
  const text = textOf(id, json);
  const scope = orUndefined(() => ({
    principal: scopeOf(json, "principal"),
    action: actionScopeOf(json),
    resource: scopeOf(json, "resource"),
  }));
  if (scope === undefined) return uncovered(text);
  const { principal, action, resource } = scope;
  const tests = orUndefined(() => [
    ...[principal.test, resource.test].filter((test) => test !== undefined),
    ...conditionsOf(json, compileExpression),
  ]);
  return { text, principalType: principal.type, resourceType: resource.type, action, tests };
};

/** A template's link has no effect of its own to show; the reference knows it. */
export const linkedPolicy = (id: string): CompiledPolicy =>
  uncovered({ id, effect: "forbid", annotations: {} });
