/** How far one graded type of an enterprise has come: its filings and their answers, run through the state machine. */

import type { FilingBody, Occasion } from "@fenji/submission";
import { standsOnRegistration, stepCase, unfiledCase, type CaseState } from "@fenji/submission";

export interface HeldStep {
  readonly at: string;
  readonly state: string;
  readonly actor: string;
  /** Lines of supervision for which it was done; absent: for all. */
  readonly lines?: readonly string[] | undefined;
}

export interface HeldGrade {
  readonly type: string;
  readonly grade: number | null;
}

/** A requirement that a filing shows as open. */
export interface Finding {
  readonly requirement: string;
  readonly verdict: string;
}

/** A filing as it is stored, without its content. */
export interface HeldFiling {
  readonly id: string;
  readonly occasion: Occasion;
  readonly filedAt: string;
  readonly grades: readonly HeldGrade[];
  /** What this node made of the same facts; null where it has no such pack. */
  readonly regraded: readonly HeldGrade[] | null;
  readonly differs: boolean;
  /** Requirements that it shows as open, by type. */
  readonly findings: Readonly<Record<string, readonly Finding[]>>;
  readonly registrationNumber: string | null;
  readonly history: readonly HeldStep[];
}

interface Baseline {
  readonly filingId: string;
  readonly filed: number | null;
  readonly held: number | null;
}

interface Done {
  readonly at: string;
  readonly by: string;
}

export interface CaseSoFar extends CaseState {
  readonly stageSince: string | null;
  readonly lastFilingId: string | null;
  /** When the open filing came into its state. */
  readonly openSince: string | null;
  /** The filing that its grade and facts are compared with: the newest first filing or change that was not returned. */
  readonly baseline: Baseline | null;
  readonly accepted: Baseline | null;
  readonly verified: Done | null;
  readonly registered: Done | null;
  readonly registrationNumber: string | null;
  readonly assessedAt: string | null;
  readonly openItems: readonly Finding[];
  readonly differs: boolean;
}

const nothing: CaseSoFar = {
  ...unfiledCase,
  stageSince: null,
  lastFilingId: null,
  openSince: null,
  baseline: null,
  accepted: null,
  verified: null,
  registered: null,
  registrationNumber: null,
  assessedAt: null,
  openItems: [],
  differs: false,
};

const gradeIn = (grades: readonly HeldGrade[], type: string): number | null =>
  grades.find((one) => one.type === type)?.grade ?? null;

const moveTo = (before: CaseSoFar, next: CaseState, at: string): CaseSoFar => ({
  ...before,
  ...next,
  stageSince: next.stage === before.stage ? before.stageSince : at,
  openSince: next.open === null ? null : at,
});

const file = (before: CaseSoFar, filing: HeldFiling, type: string): CaseSoFar | null => {
  const next = stepCase(before, { does: "file", occasion: filing.occasion });
  if (!next.ok) return null;
  const moved = { ...moveTo(before, next.value, filing.filedAt), lastFilingId: filing.id };
  const occasion = next.value.open?.occasion;
  if (occasion !== "initial" && occasion !== "change") return moved;
  const filed = gradeIn(filing.grades, type);
  const held = filing.regraded === null ? filed : gradeIn(filing.regraded, type);
  const baseline = { filingId: filing.id, filed, held };
  return { ...moved, baseline, differs: filing.differs };
};

const verify = (before: CaseSoFar, filing: HeldFiling, { step, type }: StepOf): CaseSoFar => {
  const items = filing.findings[type] ?? [];
  const next = stepCase(before, { does: "verify", openItems: items.length });
  if (!next.ok) return before;
  const moved = moveTo(before, next.value, step.at);
  const verified = { at: step.at, by: step.actor };
  const occasion = before.open?.occasion;
  if (occasion === "initial" || occasion === "change")
    return { ...moved, verified, accepted: before.baseline };
  if (occasion === "closure") return moved;
  return {
    ...moved,
    openItems: items,
    assessedAt: occasion === "assessment" ? step.at : before.assessedAt,
  };
};

const register = (before: CaseSoFar, filing: HeldFiling, { step, type }: StepOf): CaseSoFar => {
  const openItems = filing.findings[type]?.length ?? 0;
  const next = stepCase(before, { does: "register", openItems });
  if (!next.ok) return before;
  return {
    ...moveTo(before, next.value, step.at),
    registered: { at: step.at, by: step.actor },
    registrationNumber: filing.registrationNumber ?? before.registrationNumber,
  };
};

interface StepOf {
  readonly step: HeldStep;
  readonly type: string;
}

const answer = (before: CaseSoFar, filing: HeldFiling, of: StepOf): CaseSoFar => {
  switch (of.step.state) {
    case "returned": {
      const next = stepCase(before, { does: "return" });
      return next.ok
        ? { ...moveTo(before, next.value, of.step.at), baseline: before.accepted }
        : before;
    }
    case "verified":
      return verify(before, filing, of);
    case "registered":
      return register(before, filing, of);
    default:
      return before;
  }
};

/** A change that is accepted and names the type no more closes its case. */
const leave = (before: CaseSoFar, filing: HeldFiling): CaseSoFar => {
  const accepted = filing.history.find(({ state }) => state === "verified");
  return accepted !== undefined && standsOnRegistration(before.stage)
    ? moveTo(before, { stage: "closed", open: null }, accepted.at)
    : before;
};

/** Whether a step was taken for this line; a type that no line is named for follows every step. */
const concerns = (step: HeldStep, line: string): boolean =>
  step.lines === undefined || line === "both" || step.lines.includes(line);

/** `filings` in the order in which they were made. A filing that could not be made from where the case stood is passed over. */
export const caseFromFilings = (
  filings: readonly HeldFiling[],
  { type, line }: { readonly type: string; readonly line: string },
): CaseSoFar =>
  filings.reduce((before, filing) => {
    if (!filing.grades.some((one) => one.type === type)) return leave(before, filing);
    const filed = file(before, filing, type);
    if (filed === null) return before;
    return filing.history
      .filter((step) => concerns(step, line))
      .reduce((held, step) => answer(held, filing, { step, type }), filed);
  }, nothing);

const settled: ReadonlySet<string> = new Set(["met", "notApplicable"]);

/** By type: what a filing does not show as met, for whatever reason. */
export const findingsOf = ({
  types,
}: Pick<FilingBody, "types">): Readonly<Record<string, readonly Finding[]>> =>
  Object.fromEntries(
    types.map(({ type, assessment }) => [
      type,
      assessment.verdicts
        .filter(({ verdict }) => !settled.has(verdict))
        .map(({ requirement, verdict }) => ({ requirement, verdict })),
    ]),
  );
