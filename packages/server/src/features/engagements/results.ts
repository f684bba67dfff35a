/** Requirement by requirement: what the machine says, what it proposes, what an assessor concluded. */

import type { ElementState, JudgedRequirement } from "@fenji/assessment";
import { compileAssessment } from "@fenji/assessment";
import type { getResult as oneOperation, listResults as operation, ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { EvidenceElement, Pack } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import { requirementBlockers, type Judgement } from "./blockers.ts";
import { findConclusionsOn, type Conclusion } from "./conclusions.ts";
import { findEngagement, type Engagement, type EngagementPath } from "./engagement-row.ts";
import type { HeldItem } from "./items-as-of.ts";
import { judgeAsOf } from "./machine-standing.ts";
import { namePeople, type Named } from "./people.ts";
import { findWork, proposedFrom, type Work } from "./work.ts";

type Reply = ReplyOf<typeof operation>;

type Shown = Reply["results"][number];

type Detail = ReplyOf<typeof oneOperation>;

const showConclusion = (conclusion: Conclusion, named: Named): NonNullable<Shown["conclusion"]> => {
  const { requirement: _requirement, person, ...rest } = conclusion;
  return {
    ...rest,
    overridden: conclusion.result !== conclusion.machineVerdict,
    by: named(person),
  };
};

const isProven = ({ state }: { readonly state: ElementState }): boolean => state === "proven";

const showResult = (
  judgement: Judgement,
  of: { readonly engagement: Engagement; readonly work: Work; readonly named: Named },
): Shown => {
  const { standing, conclusion } = judgement;
  const { requirement } = standing;
  const { engagement, work, named } = of;
  return {
    requirement: requirement.id,
    domain: requirement.domain,
    fromGrade: requirement.fromGrade,
    title: requirement.title,
    inScope: standing.inScope,
    assignedTo: engagement.plan.assignments
      .filter(({ requirements }) => requirements.includes(requirement.id))
      .map(({ person }) => named(person)),
    machine: { verdict: standing.verdict, now: standing.now },
    proposed: proposedFrom(standing.verdict),
    conclusion: conclusion === undefined ? null : showConclusion(conclusion, named),
    blockers: requirementBlockers(judgement),
    elementsProven: standing.elements.filter(isProven).length,
    elementsTotal: requirement.elements.length,
    observations: standing.elements.reduce((sum, { observations }) => sum + observations, 0),
    records: work.records.filter(({ heads }) =>
      heads.some(({ record }) => record.requirement === requirement.id),
    ).length,
    findings: work.findings
      .filter((one) => one.requirement === requirement.id && one.engagement.id === engagement.id)
      .map(({ number }) => number),
  };
};

const peopleIn = (engagement: Engagement, conclusions: readonly Conclusion[]): string[] => [
  ...engagement.plan.assignments.map(({ person }) => person),
  ...conclusions.map(({ person }) => person),
];

/** @throws AppError `request.not-found`, `pack.not-found`. */
export const listResults = async (tx: Ctx, path: EngagementPath): Promise<Reply> => {
  const engagement = await findEngagement(tx, path);
  const work = await findWork(tx, engagement);
  const conclusions = work.judgements.flatMap(({ conclusion }) => conclusion ?? []);
  const named = await namePeople(tx, peopleIn(engagement, conclusions));
  const results = work.judgements.map((one) => showResult(one, { engagement, work, named }));
  const held = new Set(results.map(({ domain }) => domain));
  return {
    asOf: work.machine.asOf,
    results,
    domains: work.machine.pack.domains.filter(({ id }) => held.has(id)),
  };
};

type Subjects = Detail["subjects"];

const order = ["contradicts", "proves-in-part", "proves"] as const;

/** What each subject's observations say at worst; what decides nothing is left out. */
export const subjectsIn = (judged: JudgedRequirement<HeldItem>): Subjects => {
  const worst = new Map<string, Subjects[number]>();
  for (const { item, says } of judged.elements.flatMap(({ observations }) => observations)) {
    const { kind, id } = item.subject;
    if (says === "nothing" || kind === "product") continue;
    const key = `${kind}\n${id}`;
    const held = worst.get(key);
    if (held === undefined || order.indexOf(says) < order.indexOf(held.says))
      worst.set(key, { kind, id, says });
  }
  return [...worst.values()].toSorted(
    (a, b) => order.indexOf(a.says) - order.indexOf(b.says) || (a.id < b.id ? -1 : 1),
  );
};

const questionsOf = (pack: Pack, element: EvidenceElement) => {
  const asked = new Set(element.selectors.map(({ check }) => check));
  return pack.questions
    .filter(({ id }) => asked.has(`question:${id}`))
    .map(({ id, text }) => ({ id, text }));
};

const maxSubjects = 500;

/** Judges one requirement of an engagement with all observations kept. */
export const judgeOne = async (
  tx: Ctx,
  { enterpriseId }: { readonly enterpriseId: string },
  of: { readonly pack: Pack; readonly requirement: string; readonly asOf: string },
): Promise<JudgedRequirement<HeldItem> | undefined> => {
  const requirement = of.pack.requirements.find(({ id }) => id === of.requirement);
  if (requirement === undefined) return undefined;
  const index = compileAssessment([requirement], of.pack.crosswalks);
  const [judged] = await judgeAsOf(
    tx,
    { enterpriseId, pack: of.pack, index, asOf: of.asOf },
    Number.POSITIVE_INFINITY,
  );
  return judged;
};

const detailOf = (pack: Pack, judgement: Judgement) => {
  const { requirement, elements } = judgement.standing;
  const states = new Map(elements.map(({ id, state }) => [id, state]));
  return {
    text: requirement.text,
    procedure: requirement.procedure,
    methods: [...requirement.methods],
    elements: requirement.elements.map((element) => ({
      id: element.id,
      text: element.text,
      state: states.get(element.id) ?? ("missing" as const),
      questions: questionsOf(pack, element),
    })),
  };
};

/** @throws AppError `request.not-found`, `pack.not-found`. */
export const getResult = async (
  tx: Ctx,
  path: EngagementPath & { readonly requirementId: string },
  { evidenceShown }: { readonly evidenceShown: boolean },
): Promise<Detail> => {
  const engagement = await findEngagement(tx, path);
  const work = await findWork(tx, engagement);
  const { requirementId } = path;
  const { pack, asOf } = work.machine;
  const judgement = work.judgements.find(
    ({ standing }) => standing.requirement.id === requirementId,
  );
  if (judgement === undefined) throw new AppError("request.not-found", { what: requirementId });
  const conclusions = await findConclusionsOn(tx, engagement, requirementId);
  const named = await namePeople(tx, peopleIn(engagement, conclusions));
  const judged = evidenceShown
    ? await judgeOne(tx, engagement, { pack, requirement: requirementId, asOf })
    : undefined;
  return {
    ...showResult(judgement, { engagement, work, named }),
    ...detailOf(pack, judgement),
    subjects: judged === undefined ? [] : subjectsIn(judged).slice(0, maxSubjects),
    conclusions: conclusions.map((one) => showConclusion(one, named)),
  };
};
