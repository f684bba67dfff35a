/** Judges all requirements of a pack, or a part of them, by an enterprise's open observations. */

import { openJudge, type JudgedRequirement } from "@fenji/assessment";
import type { Ctx } from "../../platform/ctx.ts";
import { findItems, type ItemsWish, type StoredItem } from "./queries.ts";

export interface JudgeWish extends ItemsWish {
  /** Observations kept per element; all of them count. */
  readonly maxShown: number;
}

export const judgeEnterprise = async (
  tx: Ctx,
  enterpriseId: string,
  wish: JudgeWish,
): Promise<readonly JudgedRequirement<StoredItem>[]> => {
  const open = openJudge<StoredItem>(wish.index, { maxShown: wish.maxShown });
  for await (const item of findItems(tx, enterpriseId, wish)) open.add(item);
  return open.verdicts();
};
