/** Accounts by address or id; erased ones are nobody's. */

import { AppError } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";

export interface FoundUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string | null;
  readonly createdAt: string;
  readonly disabled: boolean;
}

const users = (ctx: IdentityCtx) =>
  ctx.db
    .selectFrom("users")
    .where("erased_at", "is", null)
    .select(["id", "email", "name", "password_hash", "created_at", "disabled_at"]);

type Row = Awaited<ReturnType<ReturnType<typeof users>["execute"]>>[number];

const toUser = (row: Row): FoundUser => ({
  id: row.id,
  email: row.email ?? "",
  name: row.name,
  passwordHash: row.password_hash,
  createdAt: row.created_at,
  disabled: row.disabled_at !== null,
});

export const findUserByEmail = async (
  ctx: IdentityCtx,
  email: string,
): Promise<FoundUser | undefined> => {
  const row = await users(ctx).where("email", "=", email).executeTakeFirst();
  return row === undefined ? undefined : toUser(row);
};

/** @throws AppError `request.not-found`. */
export const findUser = async (ctx: IdentityCtx, userId: string): Promise<FoundUser> => {
  const row = await users(ctx).where("id", "=", userId).executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: userId });
  return toUser(row);
};
