/** After facts changed: judges again what they newly ask or rule out, so that stored verdicts and their sums follow. */

import { appliesByFacts } from "@fenji/assessment";
import type { Facts, Pack } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import { findDecisions } from "./find-decisions.ts";
import { judgeSome } from "./judge-enterprise.ts";
import { findVerdicts, saveVerdicts } from "./queries.ts";
import { recordVerdictChanges } from "./record-verdict-changes.ts";
import { verdictToSave } from "./verdict-to-save.ts";

export interface FactsChange {
  readonly pack: Pack;
  readonly before: Facts;
  readonly after: Facts;
}

/** An enterprise that was never judged stays so. */
export const resettleVerdicts = async (
  tx: Ctx,
  enterpriseId: string,
  { pack, before, after }: FactsChange,
): Promise<void> => {
  const turned = pack.requirements.filter(
    (one) => (appliesByFacts(one, before) === "no") !== (appliesByFacts(one, after) === "no"),
  );
  if (turned.length === 0) return;
  const known = await findVerdicts(tx, enterpriseId, pack.header);
  if (known.size === 0) return;
  const judged = await judgeSome(tx, enterpriseId, { pack, requirements: turned, maxShown: 0 });
  const asOf = tx.now().toISOString();
  const decisions = await findDecisions(tx, enterpriseId, pack.header);
  const rows = judged.map((one) => verdictToSave(one, { facts: after, decisions, asOf }));
  await saveVerdicts(tx, { enterpriseId, pack: pack.header, at: asOf, rows });
  const changes = rows.flatMap(({ type, requirement, verdict: to }) => {
    const from = known.get(requirement)?.verdict ?? "notEvidenced";
    return from === to ? [] : [{ type, requirement, from, to }];
  });
  recordVerdictChanges(tx, enterpriseId, { pack: pack.header, changes, firstJudged: false });
};
