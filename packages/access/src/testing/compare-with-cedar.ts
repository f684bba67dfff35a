/** Decides the same random requests with the compiled policies and with Cedar's own engine, and tells where they differ. */

import type { AccessRequest, Decision, Entity } from "../access-request.ts";
import { compilePolicies, entityStore, type CompiledPolicies } from "../index.ts";
import { cedar } from "./cedar-text.ts";
import { randomPolicy } from "./random-policies.ts";
import { diceOf, randomEntities, randomRequest } from "./random-world.ts";

type CedarCall = Parameters<typeof cedar.statefulIsAuthorized>[0];
type CedarPolicy = Parameters<typeof cedar.policyToText>[0];

export interface Comparison {
  readonly compared: number;
  /** Left to the reference by the compiled policies. */
  readonly left: number;
  readonly allowed: number;
  readonly withErrors: number;
  readonly disagreements: readonly string[];
}

/** Cedar's own answer by policies that were preparsed under the name. */
export const cedarDecision = (
  name: string,
  request: AccessRequest,
  entities: readonly Entity[],
): Decision => {
  const call = { ...request, entities, preparsedPolicySetId: name };
  const answer = cedar.statefulIsAuthorized(call as CedarCall);
  if (answer.type === "failure")
    throw new RangeError(answer.errors.map(({ message }) => message).join("; "));
  const { decision, diagnostics } = answer.response;
  return {
    allowed: decision === "allow",
    determining: diagnostics.reason.toSorted(),
    errors: diagnostics.errors
      .map(({ policyId, error }) => ({ policy: policyId, message: error.message }))
      .toSorted((a, b) => (a.policy < b.policy ? -1 : 1)),
  };
};

/** What two executors must have alike; the words of failures may differ. */
export const essence = ({ allowed, determining, errors }: Decision): string =>
  JSON.stringify({ allowed, determining, failed: errors.map(({ policy }) => policy) });

/** As from a file: written out by Cedar and read again. */
const throughText = (policy: unknown): unknown => {
  const written = cedar.policyToText(policy as CedarPolicy);
  if (written.type === "failure") throw new RangeError(written.errors[0]?.message);
  const read = cedar.policyToJson(written.text);
  if (read.type === "failure") throw new RangeError(`${written.text}: ${read.errors[0]?.message}`);
  return read.json;
};

interface RandomSet {
  readonly name: string;
  readonly policies: Readonly<Record<string, unknown>>;
  readonly compiled: CompiledPolicies;
}

const randomSet = (seed: number): RandomSet => {
  const dice = diceOf(seed);
  const name = `random ${seed}`;
  const policies = Object.fromEntries(
    Array.from({ length: 10 + dice.roll(30) }, (_value, at) => [
      `p${at}`,
      throughText(randomPolicy(dice)),
    ]),
  );
  const parsed = cedar.preparsePolicySet(name, {
    staticPolicies: policies as Record<string, string>,
  });
  if (parsed.type === "failure") throw new RangeError(parsed.errors[0]?.message);
  const compiled = compilePolicies({ staticPolicies: policies });
  if (!compiled.ok) throw compiled.error;
  return { name, policies, compiled: compiled.value };
};

/** Sets of policies from `seed` on, each with some worlds of entities, each with some requests. */
export const compareWithCedar = (
  seed: number,
  sizes: { readonly sets: number; readonly worlds: number; readonly requests: number },
): Comparison => {
  const disagreements: string[] = [];
  const counts = { compared: 0, left: 0, allowed: 0, withErrors: 0 };
  const compareOne = (set: RandomSet, request: AccessRequest, all: readonly Entity[]): void => {
    const store = entityStore(all);
    const ours = set.compiled.tryDecide(request, store);
    if (ours === undefined) {
      counts.left += 1;
      return;
    }
    // Mostly as in production, with the entities within reach; the rest shows that no others matter.
    const entities = counts.compared % 8 === 0 ? all : set.compiled.slice(request, store);
    const theirs = cedarDecision(set.name, request, entities);
    counts.compared += 1;
    counts.allowed += Number(theirs.allowed);
    counts.withErrors += Number(theirs.errors.length > 0);
    if (essence(ours) === essence(theirs)) return;
    const { policies } = set;
    disagreements.push(
      JSON.stringify({ set: set.name, ours, theirs, request, policies, entities }),
    );
  };
  for (let at = 0; at < sizes.sets; at += 1) {
    const set = randomSet(seed + at);
    const dice = diceOf(-1 - seed - at);
    for (let world = 0; world < sizes.worlds; world += 1) {
      const entities = randomEntities(dice);
      for (let turn = 0; turn < sizes.requests; turn += 1)
        compareOne(set, randomRequest(dice), entities);
    }
  }
  return { ...counts, disagreements };
};
