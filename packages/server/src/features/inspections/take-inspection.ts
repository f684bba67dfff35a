/** The firm's node takes in a request for one item; nothing leaves it until a person decides. */

import { AppError, type EnterpriseId } from "@fenji/kernel";
import type { Ctx } from "../../platform/ctx.ts";
import type { Incoming } from "../exchange/public.ts";

export const takeInspection = async (
  tx: Ctx,
  { message, sender, enterpriseId }: Incoming<"inspection">,
): Promise<void> => {
  const { inspection: id, item, reason, dueDate } = message.body;
  if (enterpriseId === null || id !== message.id)
    throw new AppError("exchange.schema", { at: "message.about", detail: "inspection" });
  await tx.db
    .insertInto("inspections")
    .values({
      enterprise_id: enterpriseId,
      id,
      peer_id: sender.id,
      direction: "in",
      item,
      reason: JSON.stringify(reason),
      due_date: dueDate,
      state: "asked",
      asked_at: message.createdAt,
    })
    .execute();
  tx.events.record({
    enterpriseId: enterpriseId as EnterpriseId,
    action: "inspection.received",
    subject: id,
    payload: { item, dueDate, peer: sender.id },
  });
};
