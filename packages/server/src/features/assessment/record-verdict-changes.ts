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

/** In the record of events; a pack has fewer requirements. */
const mostTold = 2_000;

export const recordVerdictChanges = (
  tx: Ctx,
  enterpriseId: string,
  { pack, changes }: { readonly pack: PackKey; readonly changes: readonly VerdictChange[] },
): void => {
  if (changes.length === 0) return;
  tx.events.record({
    enterpriseId: enterpriseId as EnterpriseId,
    action: "verdicts.changed",
    subject: `${pack.id}@${pack.version}`,
    payload: {
      changes: changes
        .slice(0, mostTold)
        .map(({ type, requirement, from, to }) => ({ type, requirement, from, to })),
    },
  });
};
