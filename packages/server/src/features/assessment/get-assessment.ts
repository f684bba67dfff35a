/** The assessment of an enterprise for one of its types: verdicts, score as an interval, gaps. */

import {
  appliesByFacts,
  countVerdicts,
  gradeToAssess,
  listGaps,
  requirementsThatApply,
  score,
  verdictOf,
  type Applies,
  type AssessedGrade,
  type Gap,
  type WeighedSources,
} from "@fenji/assessment";
import type { getAssessment as operation, QueryOf, ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { Facts, Pack, Requirement } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import { findFacts, findFactsAt } from "../enterprises/public.ts";
import { findDecisions } from "./find-decisions.ts";
import { judgeEnterprise, type JudgedPack } from "./judge-enterprise.ts";
import {
  findEnterpriseEvidence,
  findGrades,
  findVerdicts,
  type EnterpriseEvidence,
  type GradedTypeOf,
  type VerdictToSave,
} from "./queries.ts";
import { momentOf, type Moment } from "./moment.ts";
import { verdictToSave, type Settlement } from "./verdict-to-save.ts";
import { findWeighing, holdsAt } from "./weighings.ts";

type Reply = ReplyOf<typeof operation>;

type Query = Partial<QueryOf<typeof operation>>;

/** The type asked for, else the first in the pack's order that the enterprise is graded as, else the pack's first. */
const typeToAssess = (
  pack: Pack,
  grades: readonly GradedTypeOf[],
  asked: string | undefined,
): string => {
  const types = pack.grading.types.map(({ id }) => id);
  if (asked !== undefined) {
    if (types.includes(asked)) return asked;
    throw new AppError("request.not-found", { what: asked });
  }
  const graded = types.find((id) => grades.some(({ type }) => type === id));
  return graded ?? types[0] ?? "";
};

/** Before any grading every grade of the type is possible. */
const gradedAs = (pack: Pack, grades: readonly GradedTypeOf[], type: string): GradedTypeOf => {
  const graded = grades.find((one) => one.type === type);
  if (graded !== undefined) return graded;
  const ranks = pack.grading.types.find(({ id }) => id === type)?.grades.map(({ rank }) => rank);
  return { type, grade: null, possible: grades.length === 0 ? (ranks ?? []) : [] };
};

interface Known {
  readonly verdicts: ReadonlyMap<string, VerdictToSave>;
  /** Null where nothing was ever judged. */
  readonly weighed: WeighedSources | null;
}

/** Ruled out by facts when it was stored, and no longer so; or what people decided has ended. */
const isOutdated = (stored: VerdictToSave, now: { applies: Applies; today: string }): boolean =>
  (stored.holdsUntil !== null && stored.holdsUntil < now.today) ||
  (now.applies !== "no" &&
    stored.machine === "notApplicable" &&
    stored.detail.elements.some(({ state }) => state !== "notApplicable"));

const verdictMap = (
  judged: JudgedPack["judged"],
  settlement: Settlement,
): ReadonlyMap<string, VerdictToSave> =>
  new Map(judged.map((one) => [one.requirement.id, verdictToSave(one, settlement)]));

/** Judged by what held at a past moment, the facts and the decisions of then. */
const verdictsAt = async (
  tx: Ctx,
  enterpriseId: string,
  of: { readonly pack: Pack; readonly facts: Facts; readonly moment: Moment },
): Promise<Known> => {
  const { pack, moment } = of;
  const { judged, weighed } = await judgeEnterprise(tx, enterpriseId, {
    pack,
    maxShown: 0,
    moment,
  });
  const decisions = await findDecisions(tx, enterpriseId, of.pack.header);
  return { verdicts: verdictMap(judged, { facts: of.facts, decisions, asOf: moment.at }), weighed };
};

/** Stored verdicts; where a pack or facts are newer than they, or evidence expired, what the pack makes of the evidence now. */
const knownVerdicts = async (
  tx: Ctx,
  enterpriseId: string,
  of: { readonly pack: Pack; readonly evidence: EnterpriseEvidence; readonly facts: Facts },
): Promise<Known> => {
  const stored = await findVerdicts(tx, enterpriseId, of.pack.header);
  const asOf = tx.now().toISOString();
  const today = asOf.slice(0, 10);
  const complete = of.pack.requirements.every((requirement) => {
    const one = stored.get(requirement.id);
    return (
      one !== undefined &&
      !isOutdated(one, { applies: appliesByFacts(requirement, of.facts), today })
    );
  });
  const weighing = await findWeighing(tx, enterpriseId, of.pack.header);
  const nothing = of.evidence.observationsOpen === 0;
  const holds = weighing === undefined ? nothing : holdsAt(weighing, tx.now());
  if ((complete && holds) || (stored.size === 0 && nothing))
    return { verdicts: stored, weighed: weighing?.weighed ?? null };
  const { judged, weighed } = await judgeEnterprise(tx, enterpriseId, {
    pack: of.pack,
    maxShown: 0,
  });
  const decisions = await findDecisions(tx, enterpriseId, of.pack.header);
  return { verdicts: verdictMap(judged, { facts: of.facts, decisions, asOf }), weighed };
};

type Shown = Reply["requirements"][number];

interface Settled extends Pick<
  VerdictToSave,
  "verdict" | "machine" | "settledBy" | "accepted" | "detail"
> {
  readonly requirement: Requirement;
  readonly applies: Applies;
}

/** What is known of a requirement, and by the facts whether it is asked of the enterprise at all. */
const settle = (requirement: Requirement, known: Known, facts: Facts): Settled => {
  const stored = known.verdicts.get(requirement.id);
  const nothing = verdictOf([]);
  const { verdict, machine, settledBy, accepted, detail } = stored ?? {
    verdict: nothing,
    machine: nothing,
    settledBy: "machine",
    accepted: false,
    detail: { elements: [] },
  };
  const applies = appliesByFacts(requirement, facts);
  if (applies === "no") {
    const no = "notApplicable";
    return {
      requirement,
      verdict: no,
      machine: no,
      settledBy: "machine",
      accepted: false,
      detail,
      applies,
    };
  }
  return { requirement, verdict, machine, settledBy, accepted, detail, applies };
};

const showRequirement = ({
  requirement,
  verdict,
  applies,
  detail,
  ...settled
}: Settled): Shown => ({
  id: requirement.id,
  domain: requirement.domain,
  fromGrade: requirement.fromGrade,
  title: requirement.title,
  verdict,
  machine: settled.machine,
  settledBy: settled.settledBy,
  accepted: settled.accepted,
  applies,
  elementsProven: detail.elements.filter(({ state }) => state === "proven").length,
  elementsTotal: requirement.elements.length,
  observations: detail.elements.reduce((sum, { observations }) => sum + observations, 0),
});

const showGap = ({ requirement, verdict, capabilities, effort }: Gap): Reply["gaps"][number] => ({
  requirement: requirement.id,
  title: requirement.title,
  verdict,
  capabilities: [...capabilities],
  effort,
});

const showDomains = (pack: Pack, requirements: readonly Shown[]): Reply["domains"] =>
  pack.domains.flatMap(({ id, name }) => {
    const own = requirements.filter(({ domain }) => domain === id);
    return own.length === 0
      ? []
      : [{ id, name, counts: countVerdicts(own.map(({ verdict }) => verdict)) }];
  });

const showSources = (weighed: WeighedSources | null): Reply["sources"] => ({
  health: (weighed?.health ?? []).map(({ source, questions, compared, dissents, interval }) => ({
    source,
    questions,
    compared,
    dissents,
    interval,
  })),
  copies: (weighed?.copies ?? []).map(({ sources, questions, agreed }) => ({
    sources: [...sources],
    questions,
    agreed,
  })),
  notEstimated: weighed === null ? "few-sources" : weighed.notEstimated,
});

interface Parts {
  readonly pack: Pack;
  readonly type: string;
  readonly assessed: AssessedGrade;
  readonly known: Known;
  readonly facts: Facts;
}

const replyOf = ({
  pack,
  type,
  assessed,
  known,
  facts,
}: Parts): Omit<Reply, "evidenceAsOf" | "asOf"> => {
  const { id, version, standing, notice } = pack.header;
  const settled = requirementsThatApply(pack.requirements, { type, grade: assessed.grade }).map(
    (requirement) => settle(requirement, known, facts),
  );
  const requirements = settled.map(showRequirement);
  const counts = countVerdicts(requirements.map(({ verdict }) => verdict));
  const gaps = listGaps(settled).gaps.map(showGap);
  const wanted = new Set(gaps.flatMap(({ capabilities }) => capabilities));
  return {
    pack: { id, version, illustrative: standing === "illustrative", notice },
    type,
    grade: assessed.grade,
    gradeBasis: assessed.basis,
    counts,
    score: score(counts),
    domains: showDomains(pack, requirements),
    requirements,
    gaps,
    capabilities: pack.capabilities.filter((capability) => wanted.has(capability.id)),
    sources: showSources(known.weighed),
  };
};

/** Five reads whatever the size. @throws AppError `request.not-found` */
export const getAssessment = async (
  tx: Ctx,
  enterpriseId: string,
  asked: { readonly pack: Pack; readonly query: Query },
): Promise<Reply> => {
  const { pack, query } = asked;
  const evidence = await findEnterpriseEvidence(tx, enterpriseId);
  if (evidence === undefined) throw new AppError("request.not-found", { what: enterpriseId });
  const grades = await findGrades(tx, enterpriseId, pack.header);
  const type = typeToAssess(pack, grades, query.type);
  const assessed = gradeToAssess(gradedAs(pack, grades, type), query.grade);
  const moment = momentOf(tx, query);
  if (moment !== null) {
    const facts = (await findFactsAt(tx, enterpriseId, moment.at)) ?? {};
    const known = await verdictsAt(tx, enterpriseId, { pack, facts, moment });
    const reply = replyOf({ pack, type, assessed, known, facts });
    return { ...reply, evidenceAsOf: moment.at, asOf: moment.at };
  }
  const facts = (await findFacts(tx, enterpriseId))?.facts ?? {};
  const known = await knownVerdicts(tx, enterpriseId, { pack, evidence, facts });
  const reply = replyOf({ pack, type, assessed, known, facts });
  return { ...reply, evidenceAsOf: evidence.newest, asOf: null };
};
