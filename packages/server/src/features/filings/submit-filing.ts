/** Files with the supervisor: what was previewed, as the next revision, queued and recorded in one transaction. */

import { AppError, type EnterpriseId } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { enqueueMessage, type Exchange } from "../exchange/public.ts";
import { findingsOf, refreshCases } from "../obligations/public.ts";
import { draftFiling, type FilingWish, type LastFiling } from "./draft-filing.ts";
import { refuseOpenItems } from "./open-items.ts";

export interface Submission extends FilingWish {
  /** Of the preview that was looked at. */
  readonly sha256: string | undefined;
}

/** Two people who file at once are put in order. */
const lockEnterprise = async (tx: Ctx, id: string): Promise<void> => {
  await tx.db
    .selectFrom("enterprises")
    .where("enterprise_id", "=", id)
    .select("enterprise_id")
    .forUpdate()
    .execute();
};

const replaceLast = async (tx: Ctx, enterpriseId: string, peerId: string): Promise<void> => {
  const mine = tx.db
    .updateTable("filings")
    .where("enterprise_id", "=", enterpriseId)
    .where("peer_id", "=", peerId)
    .where("current", "=", true);
  await mine.where("state", "=", "submitted").set({ state: "superseded" }).execute();
  await mine.set({ current: false }).execute();
};

/** An assessment that was verified is settled; the next one may find the same again. */
const isSettled = ({ state, occasion }: LastFiling): boolean =>
  state === "returned" ||
  (state === "verified" && (occasion === "assessment" || occasion === "rectification"));

/** @throws AppError what `draftFiling` throws, `exchange.unlinked`, `filing.changed`, `filing.waiting`, `filing.open-items`. */
export const submitFiling = (ctx: Ctx, exchange: Exchange, wish: Submission): Promise<string> =>
  inTransaction(ctx, async (tx) => {
    const { enterpriseId } = wish;
    await lockEnterprise(tx, enterpriseId);
    const { peer, body, sha256, last, changed } = await draftFiling(tx, wish);
    if (peer === null) throw new AppError("exchange.unlinked", {});
    if (wish.sha256 !== undefined && wish.sha256 !== sha256)
      throw new AppError("filing.changed", {});
    refuseOpenItems(body);
    if (last !== null && !changed && !isSettled(last))
      throw new AppError("filing.waiting", { revision: last.revision });
    const { creditCode } = body.enterprise;
    const { id, hash } = await enqueueMessage(tx, exchange.identity(), {
      peerId: peer.id,
      kind: "filing",
      body,
      enterprise: { id: enterpriseId, creditCode },
    });
    const at = tx.now().toISOString();
    await replaceLast(tx, enterpriseId, peer.id);
    await tx.db
      .insertInto("filings")
      .values({
        enterprise_id: enterpriseId,
        id,
        peer_id: peer.id,
        direction: "out",
        revision: body.revision,
        current: true,
        state: "submitted",
        filed_at: at,
        pack_id: body.pack.id,
        pack_version: body.pack.version,
        pack_hash: body.pack.contentHash,
        grades: JSON.stringify(
          body.types.map(({ type, grade, possible }) => ({ type, grade, possible })),
        ),
        body_hash: sha256,
        content: JSON.stringify(body),
        occasion: body.occasion ?? "initial",
        findings: JSON.stringify(findingsOf(body)),
        history: JSON.stringify([{ at, state: "submitted", actor: tx.actor.id, messageId: id }]),
      })
      .execute();
    await refreshCases(tx, [enterpriseId]);
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId,
      action: "filing.submitted",
      subject: id,
      payload: {
        peer: peer.id,
        revision: body.revision,
        occasion: body.occasion ?? "initial",
        hash,
      },
    });
    return id;
  });
