/** What a supervisor holds of one graded type of an enterprise, as a state machine over its filings and their answers. */

import { err, ok, type LocalizedText, type Result } from "@fenji/kernel";
import type { Occasion } from "./bodies/filing.ts";

export const caseStages = [
  "unfiled",
  "submitted",
  "returned",
  "verified",
  "registered",
  "protected",
  "assessed",
  "rectifying",
  "changed",
  "closed",
] as const;

export type CaseStage = (typeof caseStages)[number];

export interface CaseState {
  readonly stage: CaseStage;
  /** The filing that is not settled yet; before registration it is also what the stage tells of. */
  readonly open: {
    readonly occasion: Occasion;
    readonly state: "submitted" | "returned" | "verified";
  } | null;
}

export type CaseStep =
  | { readonly does: "file"; readonly occasion: Occasion }
  | { readonly does: "return" }
  /** `openItems`: requirements that the filing shows as neither met nor not applicable. */
  | { readonly does: "verify"; readonly openItems: number }
  | { readonly does: "register"; readonly openItems: number };

export interface CaseRefusal {
  readonly stage: CaseStage;
  readonly remedy: LocalizedText;
}

export const unfiledCase: CaseState = { stage: "unfiled", open: null };

/** Stages that stand on a registration, whatever is being filed on top of it. */
const standing: ReadonlySet<CaseStage> = new Set([
  "registered",
  "protected",
  "assessed",
  "rectifying",
  "changed",
]);

export const standsOnRegistration = (stage: CaseStage): boolean => standing.has(stage);

/**
 * A firm that files as if for the first time while its registration stands reports a change; a change of what is not
 * registered, such as a type that has newly come into scope, is a first filing.
 */
export const effectiveOccasion = ({ stage }: CaseState, occasion: Occasion): Occasion => {
  if (occasion !== "initial" && occasion !== "change") return occasion;
  return standing.has(stage) ? "change" : "initial";
};

const remedies = {
  register: {
    zh: "请先完成首次备案，登记后再以此事由报送。",
    en: "File for the first time and be registered before you file on this occasion.",
  },
  rectify: {
    zh: "上次评估的问题尚未整改完。请以“整改”事由报送。",
    en: "The findings of the last assessment are still open. File on the occasion of rectification.",
  },
  assess: {
    zh: "没有待整改的评估问题。请先以“评估”事由报送。",
    en: "No findings of an assessment are open. File on the occasion of an assessment first.",
  },
  file: {
    zh: "没有待答复的报送。请等企业报送后再答复。",
    en: "No filing waits for an answer. Answer once the enterprise has filed.",
  },
  verify: {
    zh: "报送尚未核查通过。请先核查，再登记。",
    en: "The filing has not been verified. Verify it, then register it.",
  },
  settled: {
    zh: "该报送核查通过即生效，不另行登记。",
    en: "This filing stands once it is verified; it is not registered on top.",
  },
} satisfies Record<string, LocalizedText>;

type Stepped = Result<CaseState, CaseRefusal>;

const refuse = ({ stage }: CaseState, remedy: keyof typeof remedies): Stepped =>
  err({ stage, remedy: remedies[remedy] });

const file = (state: CaseState, asked: Occasion): Stepped => {
  const occasion = effectiveOccasion(state, asked);
  const open = { occasion, state: "submitted" } as const;
  if (occasion === "initial") return ok({ stage: "submitted", open });
  if (!standing.has(state.stage)) return refuse(state, "register");
  if (occasion === "assessment" && state.stage === "rectifying") return refuse(state, "rectify");
  if (occasion === "rectification" && state.stage !== "rectifying") return refuse(state, "assess");
  return ok({ stage: state.stage, open });
};

const giveBack = (state: CaseState): Stepped => {
  if (state.open?.state !== "submitted") return refuse(state, "file");
  const open = { ...state.open, state: "returned" } as const;
  return ok({ stage: open.occasion === "initial" ? "returned" : state.stage, open });
};

const verify = (state: CaseState, openItems: number): Stepped => {
  if (state.open?.state !== "submitted") return refuse(state, "file");
  const open = { ...state.open, state: "verified" } as const;
  switch (open.occasion) {
    case "initial":
      return ok({ stage: "verified", open });
    case "change":
      return ok({ stage: "changed", open });
    case "assessment":
    case "rectification":
      return ok({ stage: openItems === 0 ? "assessed" : "rectifying", open: null });
    case "closure":
      return ok({ stage: "closed", open: null });
  }
};

/** Where nothing of the grade's requirements is open, protection is in place already. */
const register = (state: CaseState, openItems: number): Stepped => {
  if (state.open?.state === "verified")
    return ok({ stage: openItems === 0 ? "protected" : "registered", open: null });
  if (state.open !== null) return refuse(state, "verify");
  return refuse(state, standing.has(state.stage) ? "settled" : "file");
};

/** The next state, or why that step cannot be taken from here and what to do instead. */
export const stepCase = (state: CaseState, step: CaseStep): Stepped => {
  switch (step.does) {
    case "file":
      return file(state, step.occasion);
    case "return":
      return giveBack(state);
    case "verify":
      return verify(state, step.openItems);
    case "register":
      return register(state, step.openItems);
  }
};
