/** Compiles a set of policies into lists of candidates by action and types, and decides requests with them. */

import { AppError, err, ok, type Result } from "@fenji/kernel";
import type { AccessRequest, Decision, Entity, PolicyFault } from "./access-request.ts";
import { accessLimits } from "./access-limits.ts";
import { candidatesFinder, type Candidate, type FindCandidates } from "./candidates.ts";
import { compilePolicy, linkedPolicy, type CompiledPolicy } from "./compile-policy.ts";
import type { CedarPolicySetJson, CompiledPolicies, EntityStore } from "./compiled-policies.ts";
import { storeEntities, StoredEntities } from "./entity-store.ts";
import { BeyondCompiler, EvaluationFault, Situation } from "./evaluation.ts";
import { entitiesNamedIn, sliceEntities } from "./slice-entities.ts";
import { entityValue, recordFromJson } from "./values-from-json.ts";

const byId = (a: CompiledPolicy, b: CompiledPolicy): number =>
  a.text.id < b.text.id ? -1 : Number(a.text.id > b.text.id);

const compileAll = ({
  staticPolicies,
  templateLinks = [],
}: CedarPolicySetJson): CompiledPolicy[] => {
  const entries = Object.entries(staticPolicies);
  if (entries.length + templateLinks.length > accessLimits.maxPolicies)
    throw new AppError("policy.too-many", { limit: accessLimits.maxPolicies });
  const linked = templateLinks.map(({ newId }) => linkedPolicy(newId));
  return [...entries.map(([id, json]) => compilePolicy(id, json)), ...linked].toSorted(byId);
};

const stored = (entities: EntityStore): StoredEntities =>
  entities instanceof StoredEntities ? entities : storeEntities(entities.entities());

const contextOwner = (): string => "context";

const situationOf = (
  request: AccessRequest,
  known: { readonly actions: StoredEntities; readonly entities: StoredEntities },
): Situation => {
  const asked = {
    principal: entityValue(request.principal),
    action: entityValue(request.action),
    resource: entityValue(request.resource),
    context: recordFromJson(request.context, contextOwner),
  };
  return new Situation(asked, known);
};

/** True or false, or the fault for which the policy is passed over. */
const outcomeOf = ({ test }: Candidate, situation: Situation): boolean | EvaluationFault => {
  try {
    return test(situation);
  } catch (error) {
    if (error instanceof EvaluationFault) return error;
    throw error;
  }
};

/** Every candidate is asked, also when the answer is settled: the reasons and errors must be complete. */
const decideAmong = (candidates: readonly Candidate[], situation: Situation): Decision => {
  const permits: string[] = [];
  const forbids: string[] = [];
  const errors: PolicyFault[] = [];
  for (const candidate of candidates) {
    const outcome = outcomeOf(candidate, situation);
    if (outcome === false) continue;
    if (outcome === true) (candidate.forbids ? forbids : permits).push(candidate.id);
    else errors.push({ policy: candidate.id, message: outcome.message });
  }
  if (forbids.length > 0) return { allowed: false, determining: forbids, errors };
  return { allowed: permits.length > 0, determining: permits, errors };
};

const tryDecideWith =
  (find: FindCandidates, actions: StoredEntities): CompiledPolicies["tryDecide"] =>
  (request, entities) => {
    const situation = situationOf(request, { actions, entities: stored(entities) });
    const candidates = find(situation);
    if (candidates === undefined) return undefined;
    try {
      return decideAmong(candidates, situation);
    } catch (error) {
      if (error instanceof BeyondCompiler) return undefined;
      throw error;
    }
  };

const notDecided = (uncovered: readonly string[]): Decision => ({
  allowed: false,
  determining: [],
  errors: (uncovered.length > 0 ? uncovered : ["*"]).map((policy) => ({
    policy,
    message: "not decided: beyond what the compiled policies can evaluate exactly",
  })),
});

/**
 * @param actions the schema's actions with the groups that they are in; requests cannot change them
 * @returns `policy.malformed`, `policy.too-many`, or what `entityStore` says about the actions
 */
export const compilePolicies = (
  policySet: CedarPolicySetJson,
  actions: readonly Entity[] = [],
): Result<CompiledPolicies, AppError> => {
  try {
    const compiled = compileAll(policySet);
    const known = storeEntities(actions);
    const uncovered = compiled
      .filter(({ tests }) => tests === undefined)
      .map(({ text }) => text.id);
    const tryDecide = tryDecideWith(candidatesFinder(compiled, known), known);
    const named = entitiesNamedIn(policySet);
    return ok({
      policies: compiled.map(({ text }) => text),
      uncovered,
      slice: (request, entities) => sliceEntities({ named, request }, [known, entities]),
      tryDecide,
      decide: (request, entities) => tryDecide(request, entities) ?? notDecided(uncovered),
    });
  } catch (error) {
    if (error instanceof AppError) return err(error);
    throw error;
  }
};
