/** Judges a pack's requirements, all of them or some, by an enterprise's observations and how their sources fared. */

import {
  compileAssessment,
  nextChange,
  openJudge,
  packFreshness,
  type AssessmentIndex,
  type Judge,
  type JudgedRequirement,
  type WeighedSources,
} from "@fenji/assessment";
import type { Pack, Requirement } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import { assessmentIndexOf } from "./assessment-index.ts";
import { findItems, type ItemsWish, type StoredItem } from "./queries.ts";
import { findWeighing, holdsAt } from "./weighings.ts";

export interface JudgeWish extends Omit<ItemsWish, "index"> {
  readonly pack: Pack;
  /** Observations kept per element; all of them count. */
  readonly maxShown: number;
}

export interface JudgedPack {
  readonly judged: readonly JudgedRequirement<StoredItem>[];
  /** Over all requirements of the pack. */
  readonly weighed: WeighedSources;
  /** When the first of the evidence expires, ISO 8601 in UTC; null: nothing does. */
  readonly changesAt: string | null;
}

/** How old evidence is counts from the moment that is asked for. */
const judgeOf = (
  tx: Ctx,
  index: AssessmentIndex,
  { pack, maxShown, moment }: JudgeWish,
): Judge<StoredItem> =>
  openJudge<StoredItem>(index, {
    maxShown,
    ...packFreshness(pack, moment?.at ?? tx.now().toISOString()),
  });

export const judgeEnterprise = async (
  tx: Ctx,
  enterpriseId: string,
  wish: JudgeWish,
): Promise<JudgedPack> => {
  const index = assessmentIndexOf(wish.pack);
  const open = judgeOf(tx, index, wish);
  for await (const item of findItems(tx, enterpriseId, { ...wish, index })) open.add(item);
  const weighed = open.sources();
  const judged = open.verdicts(weighed);
  return { judged, weighed, changesAt: nextChange(judged) };
};

/**
 * As `judgeEnterprise` finds them, by the observations of these alone: how sources fare now is on record. Where it is not or
 * evidence expired since, and for a past moment, all of the pack is heard.
 */
export const judgeSome = async (
  tx: Ctx,
  enterpriseId: string,
  { requirements, ...wish }: JudgeWish & { readonly requirements: readonly Requirement[] },
): Promise<readonly JudgedRequirement<StoredItem>[]> => {
  const { pack } = wish;
  const present = (wish.moment ?? null) === null;
  const stored = present ? await findWeighing(tx, enterpriseId, pack.header) : undefined;
  if (stored === undefined || !holdsAt(stored, tx.now())) {
    const asked = new Set(requirements);
    const { judged } = await judgeEnterprise(tx, enterpriseId, wish);
    return judged.filter(({ requirement }) => asked.has(requirement));
  }
  const index = compileAssessment(requirements, pack.crosswalks);
  const open = judgeOf(tx, index, wish);
  for await (const item of findItems(tx, enterpriseId, { ...wish, index })) open.add(item);
  return open.verdicts(stored.weighed);
};
