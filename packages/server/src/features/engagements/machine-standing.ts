/** What the evidence says of each requirement of an engagement: as of its cut-off, and now. */

import {
  openJudge,
  packFreshness,
  requirementsThatApply,
  settleByDecisions,
  settleByFacts,
  verdictOf,
  type AssessmentIndex,
  type Decision,
  type ElementState,
  type JudgedRequirement,
  type Verdict,
} from "@fenji/assessment";
import type { Facts, Pack, Requirement } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import { assessmentIndexOf, findDecisions } from "../assessment/public.ts";
import { findFacts } from "../enterprises/public.ts";
import { findRegime, packLibrary } from "../packs/public.ts";
import type { EngagementRow } from "./engagement-row.ts";
import { findItemsAsOf, type HeldItem } from "./items-as-of.ts";

export interface Standing {
  readonly requirement: Requirement;
  readonly inScope: boolean;
  /** As of the cut-off; now where none is fixed. */
  readonly verdict: Verdict;
  readonly now: Verdict;
  readonly elements: readonly {
    readonly id: string;
    readonly state: ElementState;
    readonly observations: number;
  }[];
}

export interface MachineStanding {
  readonly pack: Pack;
  /** ISO 8601 in UTC. */
  readonly asOf: string;
  /** Of the type at the grade, in the order of the pack, whether in scope or not. */
  readonly rows: readonly Standing[];
}

export const packOf = async ({ pack }: Pick<EngagementRow, "pack">): Promise<Pack> =>
  findRegime(await packLibrary(), `${pack.id}@${pack.version}`);

export interface Moment {
  readonly enterpriseId: string;
  readonly pack: Pack;
  /** Of the requirements that are asked for. */
  readonly index: AssessmentIndex;
  /** ISO 8601 in UTC. */
  readonly asOf: string;
}

/** Judged by what was held at the moment, whatever came or went since; `maxShown` observations per element are kept. */
export const judgeAsOf = async (
  tx: Ctx,
  moment: Moment,
  maxShown: number,
): Promise<readonly JudgedRequirement<HeldItem>[]> => {
  const { index, pack, ...held } = moment;
  const ages = packFreshness(pack, moment.asOf);
  const all = openJudge<HeldItem>(assessmentIndexOf(pack), { maxShown: 0, ...ages });
  const asked = openJudge<HeldItem>(index, { maxShown, ...ages });
  for await (const item of findItemsAsOf(tx, { ...held, index: assessmentIndexOf(pack) })) {
    all.add(item);
    asked.add(item);
  }
  return asked.verdicts(all.sources());
};

const judgeAll = async (
  tx: Ctx,
  moment: Moment,
): Promise<ReadonlyMap<string, JudgedRequirement<HeldItem>>> => {
  const judged = await judgeAsOf(tx, moment, 0);
  return new Map(judged.map((one) => [one.requirement.id, one]));
};

interface Known {
  readonly judged: ReadonlyMap<string, JudgedRequirement<HeldItem>>;
  readonly facts: Facts;
  readonly decisions: readonly Decision[];
  readonly asOf: string;
}

/** By evidence and facts, and by what people decided beside them until then. */
const settled = (requirement: Requirement, known: Known): Verdict => {
  const judged = known.judged.get(requirement.id);
  const elements = judged?.elements ?? [];
  const verdict = judged?.verdict ?? verdictOf([]);
  const byFacts = settleByFacts({ requirement, verdict, elements }, known.facts);
  return settleByDecisions(byFacts, known.decisions, known.asOf).verdict;
};

/** Requirements of the type at the grade, in the order of the pack. */
export const requirementsOf = (pack: Pack, { type, grade }: EngagementRow): Requirement[] =>
  requirementsThatApply(pack.requirements, { type, grade });

export const machineStanding = async (
  tx: Ctx,
  engagement: EngagementRow,
): Promise<MachineStanding> => {
  const pack = await packOf(engagement);
  const { enterpriseId, cutOff, plan } = engagement;
  const facts = (await findFacts(tx, enterpriseId))?.facts ?? {};
  const decisions = await findDecisions(tx, enterpriseId, pack.header);
  const index = assessmentIndexOf(pack);
  const moment = tx.now().toISOString();
  const now = await judgeAll(tx, { enterpriseId, pack, index, asOf: moment });
  const then =
    cutOff === null ? now : await judgeAll(tx, { enterpriseId, pack, index, asOf: cutOff });
  const excluded = new Set(plan.excluded.map(({ requirement }) => requirement));
  const rows = requirementsOf(pack, engagement).map((requirement): Standing => ({
    requirement,
    inScope: !excluded.has(requirement.id),
    verdict: settled(requirement, { judged: then, facts, decisions, asOf: cutOff ?? moment }),
    now: settled(requirement, { judged: now, facts, decisions, asOf: moment }),
    elements: (then.get(requirement.id)?.elements ?? []).map(
      ({ id, state, observationsTotal }) => ({ id, state, observations: observationsTotal }),
    ),
  }));
  return { pack, asOf: cutOff ?? moment, rows };
};
