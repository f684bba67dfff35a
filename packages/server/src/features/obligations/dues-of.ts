/** What is due in a case, by whom, until when and by which rule of the pack. Pure: today and the calendar come in. */

import type { Due } from "@fenji/contract";
import type { CaseStage, CaseState, Occasion } from "@fenji/submission";
import {
  addDays,
  addMonths,
  addWorkingDays,
  type Citation,
  type Deadline,
  type Obligations,
  type Source,
  type WorkingCalendar,
} from "@fenji/regime";

/** Where a case stands, with the days in China on which it got there. */
export interface CaseDays extends CaseState {
  readonly type: string;
  readonly grade: number | null;
  readonly inScope: boolean;
  readonly scopeSince: string;
  /** When the open filing was submitted, returned or verified. */
  readonly openSince: string | null;
  readonly registeredOn: string | null;
  readonly assessedOn: string | null;
  readonly changedOn: string | null;
}

export interface DueRules {
  readonly obligations: Obligations;
  readonly sources: readonly Source[];
  readonly calendar: WorkingCalendar;
  /** `YYYY-MM-DD` in China. */
  readonly today: string;
}

const assessable: ReadonlySet<CaseStage> = new Set([
  "registered",
  "protected",
  "assessed",
  "changed",
]);

const isRegistering = (occasion: Occasion | undefined): boolean =>
  occasion === "initial" || occasion === "change";

/** The day from which an act that is still outstanding has been due; null where it is not outstanding. */
const startOf = (one: CaseDays, { after, does }: Deadline): string | null => {
  const days = {
    "in-scope": one.scopeSince,
    submitted: one.openSince,
    returned: one.openSince,
    verified: one.openSince,
    registered: one.registeredOn,
    assessed: one.assessedOn,
    changed: one.changedOn,
  };
  const outstanding = {
    file: one.inScope && one.stage === "unfiled",
    verify: one.open?.state === "submitted",
    refile: one.open?.state === "returned",
    register: one.open?.state === "verified" && isRegistering(one.open.occasion),
    protect: one.stage === "registered",
    assess: assessable.has(one.stage) && one.assessedOn === null,
    rectify: one.stage === "rectifying",
    "report-change": one.changedOn !== null && one.open?.occasion !== "change",
  };
  return outstanding[does] ? days[after] : null;
};

const after = (
  from: string,
  { amount, unit }: Deadline["within"],
  calendar: WorkingCalendar,
): { readonly day: string; readonly holidaysKnown: boolean } => {
  if (unit === "workingDays") return addWorkingDays(calendar, from, amount);
  const day = unit === "days" ? addDays(from, amount) : addMonths(from, amount);
  return { day, holidaysKnown: true };
};

const sourceOf = (sources: readonly Source[], citation: Citation | null): Due["source"] => {
  const source = sources.find(({ id }) => id === citation?.source);
  return source === undefined ? null : { title: source.title, clause: citation?.clause ?? null };
};

const cycleLabel = (months: number): Due["label"] => ({
  zh: `每 ${months} 个月评估一次`,
  en: `assessed every ${months} months`,
});

/** The yearly or two-yearly assessment: from the last one, or from registration where there was none. */
const cyclesAsDeadlines = (
  one: CaseDays,
  { cycles }: Obligations,
): (Deadline & { from: string })[] => {
  const from = one.assessedOn ?? one.registeredOn;
  if (from === null || !assessable.has(one.stage)) return [];
  return cycles
    .filter(({ type, grade }) => grade === one.grade && (type === null || type === one.type))
    .map(({ everyMonths, standing, citation }) => ({
      id: `cycle-${everyMonths}`,
      label: cycleLabel(everyMonths),
      after: one.assessedOn === null ? "registered" : "assessed",
      does: "assess",
      by: "enterprise",
      within: { amount: everyMonths, unit: "months" },
      standing,
      citation,
      from,
    }));
};

/** Earliest first. */
export const duesOf = (one: CaseDays, rules: DueRules): readonly Due[] => {
  const { obligations, sources, calendar, today } = rules;
  const deadlines = obligations.deadlines.flatMap((deadline) => {
    const from = startOf(one, deadline);
    return from === null ? [] : [{ ...deadline, from }];
  });
  return [...deadlines, ...cyclesAsDeadlines(one, obligations)]
    .map((deadline) => {
      const { day, holidaysKnown } = after(deadline.from, deadline.within, calendar);
      return {
        deadline: deadline.id,
        label: deadline.label,
        does: deadline.does,
        by: deadline.by,
        from: deadline.from,
        dueOn: day,
        overdue: day < today,
        within: { ...deadline.within },
        standing: deadline.standing,
        source: sourceOf(sources, deadline.citation),
        holidaysKnown,
      };
    })
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
};
