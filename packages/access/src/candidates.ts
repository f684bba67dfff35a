/** Finds the policies that a request can touch: by its action and the types of its principal and resource. */

import { accessLimits } from "./access-limits.ts";
import { allOf } from "./compile-logic.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import type { StoredEntities } from "./entity-store.ts";
import type { Situation, Test } from "./evaluation.ts";

export interface Candidate {
  readonly id: string;
  readonly forbids: boolean;
  readonly test: Test;
}

/** Undefined where a policy that the compiler does not cover is among them. */
export type FindCandidates = (situation: Situation) => readonly Candidate[] | undefined;

const fits = (type: string | undefined, { type: asked }: { readonly type: string }): boolean =>
  type === undefined || type === asked;

/** What is left to test about the action: nothing (true), all is lost (false), or its groups, known only with the request. */
const actionTest = (
  { action: { only, groups } }: CompiledPolicy,
  { action }: Situation,
  actions: StoredEntities,
): Test | boolean => {
  if (only !== undefined) return only.is(action);
  if (groups === undefined || groups.some((group) => group.is(action))) return true;
  if (actions.has(action)) return groups.some((group) => actions.isIn(action, group));
  return (situation) => groups.some((group) => situation.isIn(situation.action, group));
};

const candidatesOf = (
  policies: readonly CompiledPolicy[],
  situation: Situation,
  actions: StoredEntities,
): readonly Candidate[] | undefined => {
  const found: Candidate[] = [];
  for (const policy of policies) {
    const { text, principalType, resourceType, tests } = policy;
    if (!fits(principalType, situation.principal) || !fits(resourceType, situation.resource))
      continue;
    const action = actionTest(policy, situation, actions);
    if (action === false) continue;
    if (tests === undefined) return undefined;
    const all = action === true ? tests : [action, ...tests];
    found.push({ id: text.id, forbids: text.effect === "forbid", test: allOf(all) });
  }
  return found;
};

type Remembered = Map<
  string,
  Map<string, Map<string, Map<string, readonly Candidate[] | undefined>>>
>;

const inner = <T>(map: Map<string, Map<string, T>>, key: string): Map<string, T> => {
  let found = map.get(key);
  if (found === undefined) map.set(key, (found = new Map<string, T>()));
  return found;
};

/** Remembers lists for the combinations that are asked, up to a limit, so that hostile names cannot fill the memory. */
export const candidatesFinder = (
  policies: readonly CompiledPolicy[],
  actions: StoredEntities,
): FindCandidates => {
  const remembered: Remembered = new Map();
  let count = 0;
  return (situation) => {
    const { principal, action, resource } = situation;
    const known = remembered.get(action.type)?.get(action.id)?.get(principal.type);
    if (known?.has(resource.type) === true) return known.get(resource.type);
    const found = candidatesOf(policies, situation, actions);
    if (count < accessLimits.maxRememberedRequests) {
      count += 1;
      inner(inner(inner(remembered, action.type), action.id), principal.type).set(
        resource.type,
        found,
      );
    }
    return found;
  };
};
