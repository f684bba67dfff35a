/** Writes down what was done to an engagement: in its history, and as an event with the change. */

import type { EnterpriseId, Json } from "@fenji/kernel";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import type { EngagementRow, Stage } from "./engagement-row.ts";

export interface Step {
  /** Past participle: `planned`, `signed`. */
  readonly did: string;
  readonly to?: Stage;
  readonly reason?: string | null;
  /** Ids, counts and hashes alone. */
  readonly payload?: { readonly [name: string]: Json };
}

export const recordStep = async (
  tx: Ctx,
  { enterpriseId, id, number }: Pick<EngagementRow, "enterpriseId" | "id" | "number">,
  { did, to, reason, payload }: Step,
): Promise<void> => {
  const step = {
    at: tx.now().toISOString(),
    by: tx.actor.id,
    did,
    to: to ?? null,
    reason: reason ?? null,
  };
  await sql`
    update engagements set history = history || ${JSON.stringify([step])}::jsonb
    where enterprise_id = ${enterpriseId} and id = ${id}`.execute(tx.db);
  tx.events.record({
    enterpriseId: enterpriseId as EnterpriseId,
    action: `engagement.${did}`,
    subject: id,
    payload: { number, ...(to === undefined ? {} : { to }), ...payload },
  });
};
