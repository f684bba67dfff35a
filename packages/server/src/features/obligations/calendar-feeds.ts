/** Calendar feeds of an enterprise, and the enterprise of a feed's secret. */

import type { listCalendarFeeds, ReplyOf } from "@fenji/contract";
import { AppError, type Language } from "@fenji/kernel";
import { asNode } from "../../platform/auth/identity-ctx.ts";
import { hashSecret } from "../../platform/auth/secrets.ts";
import type { Ctx } from "../../platform/ctx.ts";
import { findFiledEnterprise } from "../exchange/public.ts";
import { namesOfActors } from "../identity/public.ts";
import { dueCalendar } from "./due-calendar.ts";

export type Feed = ReplyOf<typeof listCalendarFeeds>["feeds"][number];

/** Newest first, revoked ones too. @throws AppError `request.not-found`. */
export const findCalendarFeeds = async (tx: Ctx, enterpriseId: string): Promise<Feed[]> => {
  await findFiledEnterprise(tx, enterpriseId);
  const rows = await tx.db
    .selectFrom("calendar_feeds")
    .select(["id", "language", "created_at", "created_by", "revoked_at"])
    .where("enterprise_id", "=", enterpriseId)
    .orderBy("id", "desc")
    .execute();
  const names = await namesOfActors(
    tx,
    rows.map(({ created_by }) => created_by),
  );
  return rows.map((row) => ({
    id: row.id,
    language: row.language,
    createdAt: row.created_at,
    createdBy: names.get(row.created_by) ?? null,
    revokedAt: row.revoked_at,
  }));
};

/** For whoever holds the secret, signed in or not. @throws AppError `request.not-found`, without the secret in it. */
export const readCalendarFeed = (tx: Ctx, secret: string): Promise<Uint8Array<ArrayBuffer>> =>
  asNode(tx, async (node) => {
    const feed = await node.db
      .selectFrom("calendar_feeds")
      .select(["enterprise_id", "language"])
      .where("secret_hash", "=", hashSecret(secret))
      .where("revoked_at", "is", null)
      .executeTakeFirst();
    if (feed === undefined) throw new AppError("request.not-found", { what: "calendar" });
    const language: Language = feed.language;
    // Names of people and nodes are looked up on the way, and each look sets the scope back to that of the context.
    const actor = { ...node.actor, scope: { kind: "all" } as const };
    return dueCalendar({ ...node, actor }, { enterpriseId: feed.enterprise_id, language });
  });
