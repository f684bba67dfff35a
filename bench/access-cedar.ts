/** Cedar's own engine in a process of its own (engines of WebAssembly mixed in one have crashed V8); answers one job. */

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import type { AccessRequest, Entity } from "@fenji/access";
import {
  compareWithCedar,
  type Comparison,
} from "../packages/access/src/testing/compare-with-cedar.ts";

export interface Asked {
  readonly request: AccessRequest;
  readonly entities: readonly Entity[];
}

export type CedarJob =
  | { readonly job: "policies" }
  | { readonly job: "decide"; readonly asked: readonly Asked[]; readonly rounds: number }
  | { readonly job: "compare"; readonly seed: number; readonly sets: number };

/** Policies of the platform in Cedar's JSON, by id. */
export type PoliciesJson = Readonly<Record<string, unknown>>;

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

const decide = (asked: readonly Asked[], rounds: number): CedarTimes => {
  const parsed = cedar.preparsePolicySet("bench", { staticPolicies: policyTexts().join("\n") });
  if (parsed.type === "failure") throw new RangeError(parsed.errors[0]?.message);
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
        preparsedPolicySetId: "bench",
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

const answerTo = (job: CedarJob): PoliciesJson | CedarTimes | Comparison => {
  if (job.job === "policies") return policies();
  if (job.job === "decide") return decide(job.asked, job.rounds);
  return compareWithCedar(job.seed, { sets: job.sets, worlds: 4, requests: 25 });
};

process.once("message", (job: CedarJob) => {
  process.send?.(answerTo(job), undefined, undefined, () => process.disconnect());
});
