/** The decisions on an enterprise's verdicts, the newest first, each with what became of it. */

import type { Pack } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import { settledNow } from "./settled-now.ts";
import { showDecisions, type ShownDecision } from "./show-decisions.ts";

export const listDecisions = async (
  tx: Ctx,
  enterpriseId: string,
  asked: { readonly pack: Pack; readonly requirement?: string },
): Promise<ShownDecision[]> => {
  const { rows, states } = await settledNow(tx, enterpriseId, { ...asked, maxShown: 0 });
  return showDecisions(tx, rows, states);
};
