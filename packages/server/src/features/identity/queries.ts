/** Reads of accounts: for whom a person can act, what the account holds, its sessions and passkeys. */

import type { ReplyOf, getAccount, listPasskeys, listSessions } from "@fenji/contract";
import { sql } from "kysely";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { idleMinutes } from "../../platform/auth/session-limits.ts";
import { findUser } from "./find-user.ts";

type Account = ReplyOf<typeof getAccount>;

export interface FoundStanding {
  readonly membershipId: string;
  readonly standing: Account["memberships"][number];
}

/** Memberships in organisations that are not suspended, oldest first. */
export const findStandings = async (
  ctx: IdentityCtx,
  userId: string,
): Promise<readonly FoundStanding[]> => {
  const rows = await ctx.db
    .selectFrom("memberships as m")
    .innerJoin("organisations as o", "o.id", "m.organisation_id")
    .where("m.user_id", "=", userId)
    .where("o.suspended_at", "is", null)
    .select([
      "m.id as membership_id",
      "m.role",
      "m.manager",
      "o.id",
      "o.kind",
      "o.name",
      "o.enterprise_id",
      "o.jurisdiction_code",
      "o.line",
    ])
    .orderBy("m.created_at")
    .orderBy("m.id")
    .execute();
  return rows.map((row) => ({
    membershipId: row.membership_id,
    standing: {
      organisation: {
        id: row.id,
        kind: row.kind,
        name: row.name,
        enterpriseId: row.enterprise_id,
        jurisdiction: row.jurisdiction_code,
        line: row.line,
      },
      role: row.role,
      manager: row.manager,
    },
  }));
};

interface Holdings {
  readonly totp: boolean;
  readonly codes: number;
  readonly keys: number;
  readonly oidc: boolean;
}

const findHoldings = async (ctx: IdentityCtx, userId: string): Promise<Holdings> => {
  const found = await sql<Holdings>`select
    exists (select 1 from totp_secrets where user_id = ${userId} and confirmed_at is not null) as totp,
    (select count(*) from recovery_codes where user_id = ${userId}) as codes,
    (select count(*) from passkeys where user_id = ${userId}) as keys,
    exists (select 1 from oidc_accounts where user_id = ${userId}) as oidc`.execute(ctx.db);
  return found.rows[0] ?? { totp: false, codes: 0, keys: 0, oidc: false };
};

/** @throws AppError `request.not-found`. */
export const findAccount = async (ctx: IdentityCtx, userId: string): Promise<Account> => {
  const user = await findUser(ctx, userId);
  const { totp, codes, keys, oidc } = await findHoldings(ctx, userId);
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    createdAt: user.createdAt,
    passwordSet: user.passwordHash !== null,
    totp,
    recoveryCodesLeft: codes,
    passkeys: keys,
    oidc,
    memberships: (await findStandings(ctx, userId)).map(({ standing }) => standing),
  };
};

/** Those that have not run out, newest use first. */
export const findSessions = async (
  ctx: IdentityCtx,
  userId: string,
): Promise<ReplyOf<typeof listSessions>["sessions"]> => {
  const now = ctx.now();
  const idleSince = new Date(now.getTime() - idleMinutes * 60_000).toISOString();
  const rows = await ctx.db
    .selectFrom("sessions")
    .where("user_id", "=", userId)
    .where("expires_at", ">", now.toISOString())
    .where("last_seen_at", ">", idleSince)
    .select(["id", "agent", "address", "started_at", "last_seen_at", "expires_at"])
    .orderBy("last_seen_at", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    current: row.id === ctx.actor.session?.id,
    agent: row.agent,
    address: row.address,
    startedAt: row.started_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
  }));
};

export const findPasskeys = async (
  ctx: IdentityCtx,
  userId: string,
): Promise<ReplyOf<typeof listPasskeys>["passkeys"]> => {
  const rows = await ctx.db
    .selectFrom("passkeys")
    .where("user_id", "=", userId)
    .select(["id", "name", "created_at", "last_used_at", "backed_up"])
    .orderBy("created_at")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    backedUp: row.backed_up,
  }));
};
