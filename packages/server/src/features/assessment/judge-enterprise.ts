/** Judges a pack's requirements, all of them or some, by an enterprise's observations and how their sources fared. */

import {
  compileAssessment,
  openJudge,
  type JudgedRequirement,
  type WeighedSources,
} from "@fenji/assessment";
import type { Pack, Requirement } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import { assessmentIndexOf } from "./assessment-index.ts";
import { findItems, type ItemsWish, type StoredItem } from "./queries.ts";
import { findWeighing } from "./weighings.ts";

export interface JudgeWish extends Omit<ItemsWish, "index"> {
  readonly pack: Pack;
  /** Observations kept per element; all of them count. */
  readonly maxShown: number;
}

export interface JudgedPack {
  readonly judged: readonly JudgedRequirement<StoredItem>[];
  /** Over all requirements of the pack. */
  readonly weighed: WeighedSources;
}

export const judgeEnterprise = async (
  tx: Ctx,
  enterpriseId: string,
  { pack, maxShown, ...items }: JudgeWish,
): Promise<JudgedPack> => {
  const index = assessmentIndexOf(pack);
  const open = openJudge<StoredItem>(index, { maxShown });
  for await (const item of findItems(tx, enterpriseId, { ...items, index })) open.add(item);
  const weighed = open.sources();
  return { judged: open.verdicts(weighed), weighed };
};

/**
 * As `judgeEnterprise` finds them, by the observations of these alone: how sources fare now is on record. Where it is not,
 * or for a past moment, all of the pack is heard.
 */
export const judgeSome = async (
  tx: Ctx,
  enterpriseId: string,
  { requirements, ...wish }: JudgeWish & { readonly requirements: readonly Requirement[] },
): Promise<readonly JudgedRequirement<StoredItem>[]> => {
  const { pack, maxShown, ...items } = wish;
  const present = (wish.moment ?? null) === null;
  const weighed = present ? await findWeighing(tx, enterpriseId, pack.header) : undefined;
  if (weighed === undefined) {
    const asked = new Set(requirements);
    const { judged } = await judgeEnterprise(tx, enterpriseId, wish);
    return judged.filter(({ requirement }) => asked.has(requirement));
  }
  const index = compileAssessment(requirements, pack.crosswalks);
  const open = openJudge<StoredItem>(index, { maxShown });
  for await (const item of findItems(tx, enterpriseId, { ...items, index })) open.add(item);
  return open.verdicts(weighed);
};
