/** A finding as the operations show it; which subjects it concerns, only to whom evidence is shown. */

import type { getFinding, listFindings as listOperation, QueryOf, ReplyOf } from "@fenji/contract";
import { isWorkingDay, addDays, type WorkingCalendar } from "@fenji/regime";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { decodeIdCursor, encodeIdCursor } from "../exchange/public.ts";
import { chinaDate } from "../obligations/public.ts";
import { findRegime, packLibrary, type PackLibrary } from "../packs/public.ts";
import {
  findFinding,
  findFindings,
  openSubjects,
  sameSubject,
  type FindingPath,
  type FindingRow,
  type Subject,
} from "./finding-row.ts";
import { requireFirm } from "./list-engagements.ts";
import { namePeople, type Named } from "./people.ts";
import { subjectStates } from "./subject-states.ts";

type Shown = ReplyOf<typeof getFinding>;

/** Below zero: that many working days late; null where the holidays of a year between are not known. */
export const workingDaysLeft = (
  calendar: WorkingCalendar,
  today: string,
  dueOn: string,
): number | null => {
  const [from, to] = today <= dueOn ? [today, dueOn] : [dueOn, today];
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (!calendar.years.has(Number(day.slice(0, 4)))) return null;
    if (isWorkingDay(calendar, day)) count += 1;
  }
  return today <= dueOn ? count : -count;
};

interface Seen {
  readonly library: PackLibrary;
  readonly today: string;
  readonly named: Named;
  readonly evidenceShown: boolean;
}

const showRectification = (
  { rectification, dueOn, state }: FindingRow,
  { library, today, named }: Seen,
): Shown["rectification"] => {
  if (rectification === null || dueOn === null) return null;
  return {
    owner: rectification.owner,
    dueOn,
    state: rectification.state,
    overdue: state === "open" && dueOn < today,
    workingDaysLeft: workingDaysLeft(library.workingDays, today, dueOn),
    steps: rectification.steps.map(({ by, evidence, ...step }) => ({
      ...step,
      evidence: [...evidence],
      by: named(by),
    })),
  };
};

const titleOf = ({ regimes }: PackLibrary, { pack, requirement }: FindingRow) =>
  regimes
    .find(({ header }) => header.id === pack.id && header.version === pack.version)
    ?.requirements.find(({ id }) => id === requirement)?.title ?? {
    zh: requirement,
    en: requirement,
  };

const show = (finding: FindingRow, seen: Seen): Shown => {
  const { type: _type, enterpriseId: _firm, dueOn: _due, subjects, ...rest } = finding;
  return {
    ...rest,
    requirementTitle: titleOf(seen.library, finding),
    raisedBy: seen.named(finding.raisedBy),
    subjects: seen.evidenceShown
      ? subjects.map(({ kind, id, closed }) => ({
          kind,
          id,
          closed: closed === null ? null : { ...closed, by: seen.named(closed.by) },
        }))
      : [],
    subjectsShown: seen.evidenceShown,
    subjectsOpen: openSubjects(finding).length,
    subjectsTotal: subjects.length,
    rectification: showRectification(finding, seen),
    machineNow: null,
  };
};

const peopleIn = ({ raisedBy, subjects, rectification }: FindingRow): string[] => [
  raisedBy,
  ...subjects.flatMap(({ closed }) => closed?.by ?? []),
  ...(rectification?.steps.map(({ by }) => by) ?? []),
];

const seenBy = async (
  tx: Ctx,
  findings: readonly FindingRow[],
  evidenceShown: boolean,
): Promise<Seen> => ({
  library: await packLibrary(),
  today: chinaDate(tx.now()),
  named: await namePeople(tx, findings.flatMap(peopleIn)),
  evidenceShown,
});

export interface OpenNow {
  /** Open subjects of which evidence observed since proves all that it contradicted when the finding was raised. */
  readonly proven: readonly Subject[];
  readonly contradicted: readonly Subject[];
}

/** What evidence says at this moment of the open subjects of a finding. @throws AppError `pack.not-found`. */
export const openSubjectsNow = async (tx: Ctx, finding: FindingRow): Promise<OpenNow> => {
  const { enterpriseId, requirement, raisedAt } = finding;
  const pack = findRegime(await packLibrary(), `${finding.pack.id}@${finding.pack.version}`);
  const asOf = tx.now().toISOString();
  const states = await subjectStates(tx, { enterpriseId, pack, requirement, asOf });
  const open = finding.subjects.filter(({ closed }) => closed === null);
  const sorted = open.map((subject) => {
    const state = states.find((one) => sameSubject(one, subject));
    const covered =
      state !== undefined &&
      state.newest > raisedAt &&
      state.contradicted.size === 0 &&
      subject.elements.length > 0 &&
      subject.elements.every((element) => state.proven.has(element));
    return { subject: { kind: subject.kind, id: subject.id }, state, covered };
  });
  return {
    proven: sorted.filter(({ covered }) => covered).map(({ subject }) => subject),
    contradicted: sorted
      .filter(({ state }) => state !== undefined && state.contradicted.size > 0)
      .map(({ subject }) => subject),
  };
};

/** @throws AppError `request.not-found`, `pack.not-found`. */
export const showFinding = async (
  tx: Ctx,
  path: FindingPath,
  { evidenceShown }: { readonly evidenceShown: boolean },
): Promise<Shown> => {
  const finding = await findFinding(tx, path);
  const shown = show(finding, await seenBy(tx, [finding], evidenceShown));
  if (!evidenceShown || finding.state === "closed") return shown;
  const { proven, contradicted } = await openSubjectsNow(tx, finding);
  return { ...shown, machineNow: { proven: [...proven], contradicted: [...contradicted] } };
};

type Asked = QueryOf<typeof listOperation> & { readonly enterpriseId: string };

/** @throws AppError `request.not-found`, `request.invalid`. */
export const listFindings = async (
  tx: Ctx,
  { enterpriseId, cursor, limit, ...filter }: Asked,
  { evidenceShown }: { readonly evidenceShown: boolean },
): Promise<ReplyOf<typeof listOperation>> => {
  await requireFirm(tx, enterpriseId);
  const before = cursor === undefined ? null : decodeIdCursor(cursor);
  const found = await findFindings(tx, enterpriseId, { ...filter, before, limit: limit + 1 });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const seen = await seenBy(tx, page, evidenceShown);
  const { rows } = await sql<{ open: number; overdue: number }>`
    select count(*)::int as open, count(*) filter (where due_on < ${seen.today}::date)::int as overdue
    from findings where enterprise_id = ${enterpriseId} and state = 'open'`.execute(tx.db);
  return {
    findings: page.map((one) => show(one, seen)),
    nextCursor: found.length > limit && last !== undefined ? encodeIdCursor(last.id) : null,
    open: rows[0]?.open ?? 0,
    overdue: rows[0]?.overdue ?? 0,
  };
};
