/** Where each step of a filing stands, from the stage of its case. */

import type { FirmCase } from "./case-queries.ts";

export const steps = [
  "grade",
  "file",
  "verify",
  "register",
  "protect",
  "assess",
  "rectify",
  "close",
] as const;

export type Step = (typeof steps)[number];

export type StepState = "done" | "current" | "ahead";

type Stage = FirmCase["stage"];

const currentStep: Readonly<Record<Stage, Step>> = {
  unfiled: "grade",
  submitted: "verify",
  returned: "file",
  verified: "register",
  registered: "protect",
  changed: "register",
  protected: "assess",
  assessed: "assess",
  rectifying: "rectify",
  closed: "close",
};

/** Steps that a stage says are over although they come late, or are not although something later is. */
const stateOf = (step: Step, stage: Stage): StepState => {
  const current = steps.indexOf(currentStep[stage]);
  const at = steps.indexOf(step);
  // What the assessment left open is protection that is not in place.
  if (stage === "rectifying" && step === "protect") return "ahead";
  if ((stage === "assessed" || stage === "closed") && at === current) return "done";
  if (at === current) return "current";
  return at < current ? "done" : "ahead";
};

export const stepStates = (
  stage: Stage,
): readonly { readonly step: Step; readonly state: StepState }[] =>
  steps.map((step) => ({ step, state: stateOf(step, stage) }));
