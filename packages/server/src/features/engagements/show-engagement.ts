/** An engagement with its plan, standing, blockers and signatures, as whoever asks sees it. */

import { countVerdicts, score } from "@fenji/assessment";
import type { getEngagement, ReplyOf } from "@fenji/contract";
import type { Ctx } from "../../platform/ctx.ts";
import { fieldBlockers, planBlockers, signingBlockers, type Blocker } from "./blockers.ts";
import { buildContent, contentHashOf } from "./build-report.ts";
import {
  findEngagement,
  signaturesNow,
  type Engagement,
  type EngagementPath,
} from "./engagement-row.ts";
import { isConflict } from "./field-records.ts";
import { organisationNames } from "./organisation-names.ts";
import { namePeople, type Named } from "./people.ts";
import { rolesOf } from "./policy.ts";
import { countSubjects } from "./subjects.ts";
import { findWork, type Work } from "./work.ts";

type Shown = ReplyOf<typeof getEngagement>;

const blockersOf = async (tx: Ctx, engagement: Engagement, work: Work): Promise<Blocker[]> => {
  const { stage } = engagement;
  if (stage === "prepare" || stage === "plan") {
    const inScope = work.judgements.filter(({ standing }) => standing.inScope).length;
    const subjects = await countSubjects(tx, engagement.enterpriseId);
    return planBlockers(engagement, { inScope, subjects });
  }
  if (stage === "field") return fieldBlockers(work.records.filter(isConflict).length);
  const signable = stage === "report" && signaturesNow(engagement).length === 0;
  return signable ? signingBlockers(work.judgements) : [];
};

const hashOf = async (tx: Ctx, engagement: Engagement, work: Work): Promise<string | null> => {
  if (engagement.frozenHash !== null) return engagement.frozenHash;
  if (engagement.stage !== "report") return null;
  return contentHashOf(await buildContent(tx, engagement, work));
};

const namesIn = ({ plan, team, signatures, history, start, createdBy }: Engagement): string[] => [
  createdBy,
  ...team.map(({ person }) => person),
  ...plan.samples.map(({ drawnBy }) => drawnBy),
  ...history.map(({ by }) => by),
  ...signatures.flatMap(({ person, withdrawn }) =>
    withdrawn === null ? [person] : [person, withdrawn.by],
  ),
  ...(start === null ? [] : [start.confirmedBy]),
];

const showSignatures = ({ signatures }: Engagement, named: Named): Shown["signatures"] =>
  signatures.map(({ person, withdrawn, ...one }) => ({
    ...one,
    person: named(person),
    withdrawn: withdrawn === null ? null : { ...withdrawn, by: named(withdrawn.by) },
  }));

const showPlan = (
  { plan, start }: Engagement,
  work: Work,
  named: Named,
): Pick<Shown, "scope" | "samples" | "assignments" | "start" | "plannedCutOff"> => ({
  scope: {
    statement: plan.statement,
    excluded: plan.excluded,
    included: work.judgements.filter(({ standing }) => standing.inScope).length,
  },
  samples: plan.samples.map(({ drawnBy, ...one }) => ({ ...one, drawnBy: named(drawnBy) })),
  assignments: plan.assignments,
  start: start === null ? null : { ...start, confirmedBy: named(start.confirmedBy) },
  plannedCutOff: plan.plannedCutOff,
});

const showPack = (
  { type, grade }: Engagement,
  { machine }: Work,
): Pick<Shown, "packTitle" | "typeName" | "gradeName" | "illustrative"> => {
  const graded = machine.pack.grading.types.find(({ id }) => id === type);
  const { title, standing } = machine.pack.header;
  return {
    packTitle: title,
    typeName: graded?.name ?? { zh: type, en: type },
    gradeName: graded?.grades.find(({ rank }) => rank === grade)?.label ?? null,
    illustrative: standing === "illustrative",
  };
};

const showStanding = (
  work: Work,
): Pick<Shown, "counts" | "score" | "concluded" | "records" | "conflicts" | "findingsOpen"> => {
  const inScope = work.judgements.filter(({ standing }) => standing.inScope);
  const counts = countVerdicts(
    inScope.map(({ conclusion, standing }) => conclusion?.result ?? standing.verdict),
  );
  return {
    counts,
    score: score(counts),
    concluded: inScope.filter(({ conclusion }) => conclusion !== undefined).length,
    records: work.records.length,
    conflicts: work.records.filter(isConflict).length,
    findingsOpen: work.findings.filter(({ state }) => state === "open").length,
  };
};

export const showEngagement = async (tx: Ctx, engagement: Engagement): Promise<Shown> => {
  const work = await findWork(tx, engagement);
  const named = await namePeople(tx, namesIn(engagement));
  const { organisationId } = engagement;
  const organisations = await organisationNames(
    tx,
    organisationId === null ? [] : [organisationId],
  );
  return {
    id: engagement.id,
    number: engagement.number,
    title: engagement.title,
    kind: engagement.kind,
    organisation:
      organisationId === null
        ? null
        : { id: organisationId, name: organisations.get(organisationId) ?? "" },
    pack: engagement.pack,
    type: engagement.type,
    grade: engagement.grade,
    gradeBasis: engagement.gradeBasis,
    stage: engagement.stage,
    version: engagement.version,
    cutOff: engagement.cutOff,
    fieldFrom: engagement.fieldFrom,
    fieldUntil: engagement.fieldUntil,
    createdAt: engagement.createdAt,
    createdBy: named(engagement.createdBy),
    signed: signaturesNow(engagement).map(({ step }) => step),
    team: engagement.team.map(({ person, role }) => ({ person: named(person), role })),
    myRoles: [...rolesOf(engagement, tx.actor.id)],
    history: engagement.history.map((step) => ({ ...step, by: named(step.by) })),
    signatures: showSignatures(engagement, named),
    ...showPack(engagement, work),
    ...showPlan(engagement, work, named),
    ...showStanding(work),
    blockers: await blockersOf(tx, engagement, work),
    contentHash: await hashOf(tx, engagement, work),
  };
};

/** @throws AppError `request.not-found`, `pack.not-found`. */
export const showEngagementAt = async (tx: Ctx, path: EngagementPath): Promise<Shown> =>
  showEngagement(tx, await findEngagement(tx, path));
