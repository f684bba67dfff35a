/** Judges all requirements of a pack, or a part of them, by an enterprise's open observations. */

import { openJudge, type AssessmentIndex, type JudgedRequirement } from "@fenji/assessment";
import type { Ctx } from "../../platform/ctx.ts";
import type { Moment } from "./moment.ts";
import { findItems, type StoredItem } from "./queries.ts";

export interface JudgeWish {
  readonly index: AssessmentIndex;
  /** Observations kept per element; all of them count. */
  readonly maxShown: number;
  /** null: now. */
  readonly moment?: Moment | null;
}

export const judgeEnterprise = async (
  tx: Ctx,
  enterpriseId: string,
  { index, maxShown, moment = null }: JudgeWish,
): Promise<readonly JudgedRequirement<StoredItem>[]> => {
  const open = openJudge<StoredItem>(index, { maxShown });
  for await (const item of findItems(tx, enterpriseId, { index, moment })) open.add(item);
  return open.verdicts();
};
