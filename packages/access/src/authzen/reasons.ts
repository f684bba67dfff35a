/** The policies that decided, as reasons in both languages. */

import type { LocalizedText } from "@fenji/kernel";
import type { Decision } from "../access-request.ts";
import type { PolicyText } from "../compiled-policies.ts";

export interface Reason extends LocalizedText {
  /** Id of the policy, or `default-deny` where none permits. */
  readonly id: string;
}

const defaultDeny: Reason = {
  id: "default-deny",
  zh: "没有策略允许这一请求。",
  en: "No policy permits this request.",
};

/** What a decision point names as the determining one when its two executors differ. */
export const executorsDisagree: Reason = {
  id: "executors-disagree",
  zh: "两个执行器的结论不同，按拒绝处理，已报警。",
  en: "The two executors differ; this counts as a denial and has raised an alarm.",
};

/** In the order of the decision; every decision has at least one reason. */
export const reasonsOf = (
  { allowed, determining }: Pick<Decision, "allowed" | "determining">,
  policies: ReadonlyMap<string, PolicyText>,
): readonly Reason[] => {
  if (determining.length === 0) return [defaultDeny];
  return determining.map((id) => {
    if (id === executorsDisagree.id && !allowed) return executorsDisagree;
    const annotations = policies.get(id)?.annotations;
    const plain = plainReason(id, allowed);
    return { id, zh: annotations?.["zh"] ?? plain.zh, en: annotations?.["en"] ?? plain.en };
  });
};

/** For a policy that carries no words of its own. */
const plainReason = (id: string, allowed: boolean): LocalizedText =>
  allowed
    ? { zh: `策略“${id}”允许这一请求。`, en: `Policy “${id}” permits this request.` }
    : { zh: `策略“${id}”禁止这一请求。`, en: `Policy “${id}” forbids this request.` };
