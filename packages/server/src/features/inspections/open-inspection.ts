/** Finds a request that still waits for the firm's answer, and keeps others from answering it meanwhile. */

import { AppError } from "@fenji/kernel";
import type { Ctx } from "../../platform/ctx.ts";
import type { WhichInspection } from "./inspection-queries.ts";

/** @throws AppError `request.not-found`, `inspection.state`. */
export const requireAsked = async (tx: Ctx, which: WhichInspection) => {
  const row = await tx.db
    .selectFrom("inspections as i")
    .innerJoin("enterprises as e", "e.enterprise_id", "i.enterprise_id")
    .select(["i.state", "i.item", "i.peer_id", "e.credit_code"])
    .where("i.enterprise_id", "=", which.enterpriseId)
    .where("i.id", "=", which.inspectionId)
    .where("i.direction", "=", "in")
    .forUpdate("i")
    .executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: which.inspectionId });
  if (row.state !== "asked") throw new AppError("inspection.state", { state: row.state });
  return {
    item: row.item,
    to: {
      peerId: row.peer_id,
      enterprise: { id: which.enterpriseId, creditCode: row.credit_code },
      inReplyTo: which.inspectionId,
    },
  };
};
