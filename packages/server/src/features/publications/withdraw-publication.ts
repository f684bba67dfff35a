/** Withdraws a release: its numbers are shown no longer, that it stood there is. */

import type { ReplyOf, withdrawPublication as operation } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { lockPublications } from "./lock-publications.ts";
import { requireArea, requirePerson } from "./policy.ts";
import { findPublication, findRow } from "./queries.ts";

interface Withdrawal {
  readonly publicationId: string;
  readonly reason: string;
}

/** @throws AppError `publication.*`, `request.not-found`. */
export const withdrawPublication = (
  ctx: Ctx,
  { publicationId, reason }: Withdrawal,
): Promise<ReplyOf<typeof operation>> => {
  requirePerson(ctx.actor);
  return inTransaction(ctx, async (tx) => {
    await lockPublications(tx);
    const row = await findRow(tx, publicationId);
    requireArea(tx.actor, row.jurisdiction_code, [row.jurisdiction_code]);
    if (row.state !== "released") throw new AppError("publication.not-released", {});
    await tx.db
      .updateTable("publications")
      .where("id", "=", row.id)
      .set({
        state: "withdrawn",
        withdrawn_by: tx.actor.id,
        withdrawn_at: tx.now().toISOString(),
        withdrawn_why: reason,
      })
      .executeTakeFirstOrThrow();
    tx.events.record({
      enterpriseId: null,
      action: "publication.withdrawn",
      subject: row.id,
      payload: { hash: row.body_hash.toString("hex") },
    });
    return findPublication(tx, row.id);
  });
};
