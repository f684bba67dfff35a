/** Judges all requirements of a pack, or a part of them, by an enterprise's open observations. */

import { openJudge, type AssessmentIndex, type JudgedRequirement } from "@fenji/assessment";
import type { Ctx } from "../../platform/ctx.ts";
import { findItems, type StoredItem } from "./queries.ts";

export interface JudgeWish {
  readonly index: AssessmentIndex;
  /** Observations kept per element; all of them count. */
  readonly maxShown: number;
}

export const judgeEnterprise = async (
  tx: Ctx,
  enterpriseId: string,
  { index, maxShown }: JudgeWish,
): Promise<readonly JudgedRequirement<StoredItem>[]> => {
  const open = openJudge<StoredItem>(index, { maxShown });
  for await (const item of findItems(tx, enterpriseId, index)) open.add(item);
  return open.verdicts();
};
