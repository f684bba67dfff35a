/** Records which verdicts of a firm a transaction changed: what the feed tells is read from here. */

import type { Verdict } from "@fenji/assessment";
import type { EnterpriseId } from "@fenji/kernel";
import type { Ctx } from "../../platform/ctx.ts";
import type { PackKey } from "./queries.ts";

export interface VerdictChange {
  readonly type: string;
  readonly requirement: string;
  readonly from: Verdict;
  readonly to: Verdict;
}

interface ChangesToTell {
  readonly pack: PackKey;
  readonly changes: readonly VerdictChange[];
  /** The regime had never judged the firm: before, all was not evidenced. */
  readonly firstJudged: boolean;
}

/** In the record of events; a pack has fewer requirements. */
const mostTold = 2_000;

export const recordVerdictChanges = (
  tx: Ctx,
  enterpriseId: string,
  { pack, changes, firstJudged }: ChangesToTell,
): void => {
  if (changes.length === 0) return;
  tx.events.record({
    enterpriseId: enterpriseId as EnterpriseId,
    action: "verdicts.changed",
    subject: `${pack.id}@${pack.version}`,
    payload: {
      ...(firstJudged ? { firstJudged } : {}),
      changes: changes
        .slice(0, mostTold)
        .map(({ type, requirement, from, to }) => ({ type, requirement, from, to })),
    },
  });
};
