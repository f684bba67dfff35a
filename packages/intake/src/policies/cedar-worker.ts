/** The thread of Cedar's own engine: reads folders of policies and decides requests by them, one message at a time. */

import { parentPort } from "node:worker_threads";
import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import type { Decision } from "@fenji/access";
import type { CedarAnswer, CedarQuestion, PolicyFolder } from "./cedar-messages.ts";
import { readPolicyFolder } from "./read-policy-text.ts";

/** Preparsed policies are known by a name to all of this thread; each opening has its own. */
let openings = 0;
const nameOf = (opening: number): string => `policies ${opening}`;

const open = (folder: PolicyFolder): CedarAnswer => {
  const found = readPolicyFolder(folder);
  if ("problems" in found) return { answer: "problems", problems: found.problems };
  const parsed = cedar.preparsePolicySet(nameOf(openings + 1), { staticPolicies: found.texts });
  if (parsed.type === "failure")
    return { answer: "refused", detail: parsed.errors[0]?.message ?? "" };
  openings += 1;
  return { answer: "opened", read: found.read };
};

const byPolicy = (a: { readonly policy: string }, b: { readonly policy: string }): number =>
  a.policy < b.policy ? -1 : Number(a.policy > b.policy);

const decisionOf = ({ decision, diagnostics }: cedar.Response): Decision => ({
  allowed: decision === "allow",
  determining: diagnostics.reason.toSorted(),
  errors: diagnostics.errors
    .map(({ policyId, error }) => ({ policy: policyId, message: error.message }))
    .toSorted(byPolicy),
});

const decide = ({ request, entities }: Extract<CedarQuestion, { ask: "decide" }>): CedarAnswer => {
  const { principal, action, resource, context } = request;
  const answer = cedar.statefulIsAuthorized({
    principal,
    action,
    resource,
    context: context as cedar.Context,
    entities: entities as cedar.Entities,
    preparsedPolicySetId: nameOf(openings),
  });
  if (answer.type === "failure")
    return { answer: "refused", detail: answer.errors.map(({ message }) => message).join("; ") };
  return { answer: "decided", decision: decisionOf(answer.response) };
};

const answerTo = (question: CedarQuestion): CedarAnswer =>
  question.ask === "open" ? open(question.folder) : decide(question);

// What is thrown here is no answer of Cedar's but the end of its memory: the thread ends and another one is started.
parentPort?.on("message", (text: string) => {
  parentPort?.postMessage(JSON.stringify(answerTo(JSON.parse(text))));
});
