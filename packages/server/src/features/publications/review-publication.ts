/** Reviews a draft: another person than who prepared it releases it to everyone signed in, or rejects it. */

import type { BodyOf, ReplyOf, reviewPublication as operation } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { findOnceReleased } from "./earlier-publications.ts";
import { lockPublications } from "./lock-publications.ts";
import { mayReview, requireArea, requirePerson } from "./policy.ts";
import { findDraft, findRow, type PublicationRow } from "./queries.ts";
import { overlap, readJurisdictionTable } from "./read-area.ts";

interface Review extends BodyOf<typeof operation> {
  readonly publicationId: string;
}

const check = (tx: Ctx, row: PublicationRow, hash: string): void => {
  requireArea(tx.actor, row.jurisdiction_code, [row.jurisdiction_code]);
  if (row.state !== "draft") throw new AppError("publication.not-draft", {});
  if (!mayReview(tx.actor, row.prepared_by)) throw new AppError("publication.own-review", {});
  if (row.body_hash.toString("hex") !== hash) throw new AppError("publication.changed", {});
};

/** The draft knew only what had been released when it was prepared. */
const refuseOutdated = async (tx: Ctx, row: PublicationRow): Promise<void> => {
  const same = { packId: row.pack_id, type: row.object_type };
  const table = await readJurisdictionTable(tx);
  const later = (await findOnceReleased(tx, same)).find(
    (one) =>
      one.releasedAt >= row.prepared_at && overlap(table, one.jurisdiction, row.jurisdiction_code),
  );
  if (later !== undefined) throw new AppError("publication.outdated", { publication: later.id });
};

/** @throws AppError `publication.*`, `request.not-found`. */
export const reviewPublication = (
  ctx: Ctx,
  { publicationId, outcome, hash, comment }: Review,
): Promise<ReplyOf<typeof operation>> => {
  requirePerson(ctx.actor);
  return inTransaction(ctx, async (tx) => {
    await lockPublications(tx);
    const row = await findRow(tx, publicationId);
    check(tx, row, hash);
    const released = outcome === "release";
    if (released) await refuseOutdated(tx, row);
    await tx.db
      .updateTable("publications")
      .where("id", "=", row.id)
      .set({
        state: released ? "released" : "rejected",
        reviewed_by: tx.actor.id,
        reviewed_at: tx.now().toISOString(),
        review_comment: comment === "" ? null : comment,
      })
      .executeTakeFirstOrThrow();
    tx.events.record({
      enterpriseId: null,
      action: released ? "publication.released" : "publication.rejected",
      subject: row.id,
      payload: { hash, selfReviewed: row.prepared_by === tx.actor.id },
    });
    return findDraft(tx, row.id);
  });
};
