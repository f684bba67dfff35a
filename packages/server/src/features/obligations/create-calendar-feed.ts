/** Makes a calendar feed of an enterprise; its address holds a secret that is shown once and kept as a hash. */

import type { createCalendarFeed as operation, ReplyOf } from "@fenji/contract";
import { AppError, type EnterpriseId, type Language } from "@fenji/kernel";
import { newSecret } from "../../platform/auth/secrets.ts";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { findCalendarFeeds } from "./calendar-feeds.ts";

const feedsAtOnce = 10;

/** @throws AppError `request.not-found`, `filing.feeds`. */
export const createCalendarFeed = (
  ctx: Ctx,
  { enterpriseId, language }: { readonly enterpriseId: string; readonly language: Language },
): Promise<ReplyOf<typeof operation>> =>
  inTransaction(ctx, async (tx) => {
    const held = await findCalendarFeeds(tx, enterpriseId);
    if (held.filter(({ revokedAt }) => revokedAt === null).length >= feedsAtOnce)
      throw new AppError("filing.feeds", { limit: feedsAtOnce });
    const { secret, hash } = newSecret();
    const id = tx.newId();
    await tx.db
      .insertInto("calendar_feeds")
      .values({
        enterprise_id: enterpriseId,
        id,
        secret_hash: hash,
        language,
        created_at: tx.now().toISOString(),
        created_by: tx.actor.id,
      })
      .execute();
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId,
      action: "calendar-feed.created",
      subject: id,
      payload: { language },
    });
    const [feed] = (await findCalendarFeeds(tx, enterpriseId)).filter((one) => one.id === id);
    if (feed === undefined) throw new Error("the feed has just been stored");
    return { ...feed, path: `/api/calendars/${secret}` };
  });
