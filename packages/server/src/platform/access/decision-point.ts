/** Decides every operation by the policies: the compiled rules, and for a share of questions Cedar's own engine too. */

import { entityStore, type CompiledPolicies, type Decision } from "@fenji/access";
import {
  openPolicies,
  twoExecutors,
  type Disagreement,
  type OpenPolicies,
  type WrittenPolicy,
} from "@fenji/intake";
import { askedOf, type AccessQuestion } from "./access-question.ts";
import type { Executors, Ruling, RulingReason } from "./ruling.ts";

/** Why a request is denied without a policy that says so. */
const ownReasons = {
  none: {
    id: "default-deny",
    effect: "forbid",
    zh: "没有策略允许这个角色这样做。请向本单位的管理成员或节点管理员申请。",
    en: "No policy lets this role do that. Ask a manager of your organisation or the node's administrator.",
  },
  failed: {
    id: "policy-failed",
    effect: "forbid",
    zh: "一条禁止性策略无法求值，因此不放行。请告诉节点管理员。",
    en: "A policy that forbids could not be evaluated, so nothing is let through. Tell the node's administrator.",
  },
  disagreed: {
    id: "executors-disagree",
    effect: "forbid",
    zh: "两个策略引擎的结论不一致，因此不放行，并已报警。请稍后重试，或告诉节点管理员。",
    en: "The two policy engines disagree, so nothing is let through and an alarm was raised. Try again later, or tell the node's administrator.",
  },
} as const satisfies Record<string, RulingReason>;

export interface PolicyOutcome {
  readonly id: string;
  readonly effect: "permit" | "forbid";
  readonly outcome: "holds" | "does-not-hold" | "failed";
  readonly message: string | null;
}

export interface PolicyState {
  readonly version: string;
  readonly policies: readonly (RulingReason & { readonly file: string; readonly source: string })[];
  readonly schema: string;
  readonly sampleEvery: number;
  readonly compared: number;
  readonly disagreed: number;
}

export interface DecisionPoint {
  /** Both executors are asked for a share of the questions; where they disagree the answer is no. */
  readonly decide: (question: AccessQuestion) => Promise<Ruling>;
  /** What would be decided, by the compiled rules alone: for showing what one may do, never for letting through. */
  readonly consider: (question: AccessQuestion) => Ruling;
  /** Each policy by itself. */
  readonly outcomes: (question: AccessQuestion) => readonly PolicyOutcome[];
  readonly describe: () => PolicyState;
  readonly close: () => Promise<void>;
}

export interface DecisionPointParts {
  /** Folder of `*.cedar` and their schema. */
  readonly folder: string;
  /** One question in so many goes to both executors; 1: all. */
  readonly sampleEvery: number;
  readonly onDisagreement: (disagreement: Disagreement) => void;
}

const reasonOf = ({ id, effect, annotations }: WrittenPolicy): RulingReason => ({
  id,
  effect,
  zh: annotations["zh"] ?? id,
  en: annotations["en"] ?? id,
});

type Reasons = ReadonlyMap<string, RulingReason>;

/** Cedar passes over a policy that fails; one that would forbid must not be passed over. */
const forbidFailed = (decision: Decision, reasons: Reasons): boolean =>
  decision.errors.some(({ policy }) => reasons.get(policy)?.effect !== "permit");

const rulingOf = (
  decision: Decision & { readonly executors: Executors },
  reasons: Reasons,
): Ruling => {
  const { executors, determining } = decision;
  const denied = (reason: RulingReason): Ruling => ({
    allowed: false,
    reasons: [reason],
    executors,
  });
  if (executors === "disagreed") return denied(ownReasons.disagreed);
  if (decision.allowed && forbidFailed(decision, reasons)) return denied(ownReasons.failed);
  const found = determining.flatMap((id) => reasons.get(id) ?? []);
  return found.length === 0
    ? denied(ownReasons.none)
    : { allowed: decision.allowed, reasons: found, executors };
};

const asked = (question: AccessQuestion) => {
  const { request, entities } = askedOf(question);
  return [request, entityStore(entities)] as const;
};

const outcomeOf = (policy: WrittenPolicy, question: AccessQuestion): PolicyOutcome => {
  const { id, effect } = policy;
  const { determining, errors } = policy.alone.decide(...asked(question));
  const failure = errors[0];
  if (failure !== undefined) return { id, effect, outcome: "failed", message: failure.message };
  const holds = determining.includes(id);
  return { id, effect, outcome: holds ? "holds" : "does-not-hold", message: null };
};

const consider = (compiled: CompiledPolicies, question: AccessQuestion, reasons: Reasons): Ruling =>
  rulingOf({ ...compiled.decide(...asked(question)), executors: "compiled" }, reasons);

const describe = (opened: OpenPolicies): Pick<PolicyState, "version" | "policies" | "schema"> => ({
  version: opened.version,
  schema: opened.schema ?? "",
  policies: opened.policies.map((policy) => ({
    ...reasonOf(policy),
    file: policy.file,
    source: policy.source,
  })),
});

/** @throws AppError `policy.*`, which names the file and the line. */
export const openDecisionPoint = async (parts: DecisionPointParts): Promise<DecisionPoint> => {
  const opened = await openPolicies(parts.folder);
  const reasons: Reasons = new Map(opened.policies.map((policy) => [policy.id, reasonOf(policy)]));
  const { sampleEvery } = parts;
  let [compared, disagreed] = [0, 0];
  const executors = twoExecutors({
    compiled: opened.compiled,
    reference: opened.reference,
    sampleEvery,
    onDisagreement: (disagreement) => {
      disagreed += 1;
      parts.onDisagreement(disagreement);
    },
  });
  return {
    decide: async (question) => {
      const decision = await executors.decide(...asked(question));
      if (decision.executors !== "compiled") compared += 1;
      return rulingOf(decision, reasons);
    },
    consider: (question) => consider(opened.compiled, question, reasons),
    outcomes: (question) => opened.policies.map((policy) => outcomeOf(policy, question)),
    describe: () => ({ ...describe(opened), sampleEvery, compared, disagreed }),
    close: opened.close,
  };
};
