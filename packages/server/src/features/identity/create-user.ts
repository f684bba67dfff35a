/** Makes an account; who may have one was decided before. */

import { AppError } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";

export interface NewUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** null: signs in another way. */
  readonly passwordHash: string | null;
}

/** @throws AppError `account.exists`. */
export const createUser = async (tx: IdentityCtx, user: NewUser): Promise<void> => {
  const made = await tx.db
    .insertInto("users")
    .values({
      id: user.id,
      email: user.email,
      name: user.name,
      password_hash: user.passwordHash,
      created_at: tx.now().toISOString(),
    })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows === 0n) throw new AppError("account.exists", {});
  tx.events.record({ enterpriseId: null, action: "user.created", subject: user.id, payload: {} });
};
