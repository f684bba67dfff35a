/** Cedar's own engine in a process of its own (engines of WebAssembly mixed in one have crashed V8); answers one job. */

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import { compilePolicies, entityStore } from "@fenji/access";
import {
  cedarDecision,
  compareWithCedar,
  essence,
  type Comparison,
} from "../packages/access/src/testing/compare-with-cedar.ts";
import { actionsOf, randomAsked, type Asked, type PoliciesJson } from "./access-requests.ts";

export type CedarJob =
  | { readonly job: "policies" }
  | { readonly job: "decide"; readonly asked: readonly Asked[]; readonly rounds: number }
  | { readonly job: "compare"; readonly seed: number; readonly sets: number }
  | { readonly job: "compare own"; readonly count: number };

export interface CedarTimes {
  readonly version: string;
  readonly allowed: readonly boolean[];
  /** Microseconds of each decision in the best round. */
  readonly microseconds: readonly number[];
}

export type { Comparison };

const folder = join(import.meta.dirname, "../policies");

const policyTexts = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".cedar"))
    .flatMap((name) => {
      const parts = cedar.policySetTextToParts(readFileSync(join(folder, name), "utf8"));
      if (parts.type === "failure") throw new RangeError(parts.errors[0]?.message);
      return parts.policies;
    });

const policies = (): PoliciesJson =>
  Object.fromEntries(
    policyTexts().map((text) => {
      const read = cedar.policyToJson(text);
      if (read.type === "failure") throw new RangeError(read.errors[0]?.message);
      return [read.json.annotations?.["id"] ?? text, read.json];
    }),
  );

const preparse = (): string => {
  const staticPolicies = Object.fromEntries(
    policyTexts().map((text) => [/@id\("([^"]+)"\)/.exec(text)?.[1] ?? text, text]),
  );
  const parsed = cedar.preparsePolicySet("bench", { staticPolicies });
  if (parsed.type === "failure") throw new RangeError(parsed.errors[0]?.message);
  return "bench";
};

const decide = (asked: readonly Asked[], rounds: number): CedarTimes => {
  const name = preparse();
  let best: CedarTimes | undefined;
  let least = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const allowed: boolean[] = [];
    const microseconds: number[] = [];
    for (const { request, entities } of asked) {
      const { principal, action, resource, context } = request;
      const started = performance.now();
      const answer = cedar.statefulIsAuthorized({
        principal,
        action,
        resource,
        context: context as cedar.Context,
        entities: entities as cedar.Entities,
        preparsedPolicySetId: name,
      });
      microseconds.push((performance.now() - started) * 1000);
      if (answer.type === "failure") throw new RangeError(answer.errors[0]?.message);
      allowed.push(answer.response.decision === "allow");
    }
    const total = microseconds.reduce((sum, value) => sum + value, 0);
    if (total < least)
      [least, best] = [total, { version: cedar.getCedarSDKVersion(), allowed, microseconds }];
  }
  if (best === undefined) throw new RangeError("no round");
  return best;
};

/** The platform's own policies, asked at random. */
const compareOwn = (count: number): Comparison => {
  const staticPolicies = policies();
  const compiled = compilePolicies({ staticPolicies });
  if (!compiled.ok) throw compiled.error;
  const name = preparse();
  const disagreements: string[] = [];
  let [allowed, withErrors] = [0, 0];
  for (const { request, entities } of randomAsked(actionsOf(staticPolicies), count)) {
    const ours = compiled.value.decide(request, entityStore(entities));
    const theirs = cedarDecision(name, request, entities);
    allowed += Number(theirs.allowed);
    withErrors += Number(theirs.errors.length > 0);
    if (essence(ours) !== essence(theirs))
      disagreements.push(JSON.stringify({ ours, theirs, request, entities }));
  }
  return { compared: count, left: 0, allowed, withErrors, disagreements };
};

const answerTo = (job: CedarJob): PoliciesJson | CedarTimes | Comparison => {
  if (job.job === "policies") return policies();
  if (job.job === "decide") return decide(job.asked, job.rounds);
  if (job.job === "compare own") return compareOwn(job.count);
  return compareWithCedar(job.seed, { sets: job.sets, worlds: 4, requests: 25 });
};

process.once("message", (job: CedarJob) => {
  process.send?.(answerTo(job), undefined, undefined, () => process.disconnect());
});
