/** The firm refuses to release an item, and says why. */

import type { BodyOf, refuseInspection as operation } from "@fenji/contract";
import type { EnterpriseId } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { enqueueMessage, type Exchange } from "../exchange/public.ts";
import type { WhichInspection } from "./inspection-queries.ts";
import { requireAsked } from "./open-inspection.ts";

/** @throws AppError `request.not-found`, `inspection.state`. */
export const refuseInspection = (
  ctx: Ctx,
  exchange: Exchange,
  wish: WhichInspection & BodyOf<typeof operation>,
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { enterpriseId, inspectionId, reason } = wish;
    const { item, to } = await requireAsked(tx, wish);
    const { id } = await enqueueMessage(tx, exchange.identity(), {
      ...to,
      kind: "refusal",
      body: { inspection: inspectionId, item, reason },
    });
    await tx.db
      .updateTable("inspections")
      .set({
        state: "refused",
        answered_at: tx.now().toISOString(),
        refusal: JSON.stringify(reason),
      })
      .where("enterprise_id", "=", enterpriseId)
      .where("id", "=", inspectionId)
      .execute();
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId,
      action: "inspection.refused",
      subject: inspectionId,
      payload: { item, message: id },
    });
  });
