/** A copy of everything that the node keeps about a person, without what would let somebody in. */

import type { ReplyOf, exportAccount as operation } from "@fenji/contract";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { requirePerson } from "./policy.ts";
import { findAccount, findPasskeys, findSessions } from "./queries.ts";

const eventLimit = 1000;

type Exported = ReplyOf<typeof operation>;

const findOwnTokens = async (ctx: IdentityCtx, userId: string): Promise<Exported["tokens"]> => {
  const rows = await ctx.db
    .selectFrom("api_tokens as t")
    .innerJoin("memberships as m", "m.id", "t.membership_id")
    .where("m.user_id", "=", userId)
    .select(["t.id", "t.name", "t.created_at", "t.expires_at"])
    .orderBy("t.created_at")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }));
};

const findOwnEvents = (ctx: IdentityCtx, userId: string): Promise<Exported["events"]> =>
  ctx.db
    .selectFrom("events")
    .where("actor", "=", `user:${userId}`)
    .select(["at", "action", "subject"])
    .orderBy("seq", "desc")
    .limit(eventLimit)
    .execute();

export const exportAccount = async (ctx: IdentityCtx): Promise<Exported> => {
  const { userId } = requirePerson(ctx);
  const sessions = await findSessions(ctx, userId);
  return {
    account: await findAccount(ctx, userId),
    sessions: sessions.map(({ current: _current, ...session }) => session),
    passkeys: await findPasskeys(ctx, userId),
    tokens: await findOwnTokens(ctx, userId),
    events: await findOwnEvents(ctx, userId),
  };
};
