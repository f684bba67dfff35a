/** Removes a passkey, unless it is the only way in. */

import { AppError } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { inTransaction } from "../../platform/ctx.ts";
import { requireFreshFactor, requirePerson } from "./policy.ts";
import { findAccount } from "./queries.ts";

/** @throws AppError `request.not-found`, `account.last-way`, `session.step-up-needed`. */
export const removePasskey = async (
  ctx: IdentityCtx,
  passkeyId: string,
): Promise<{ readonly removed: true }> => {
  const person = requirePerson(ctx);
  requireFreshFactor(ctx, person);
  const { userId } = person;
  return inTransaction(ctx, async (tx) => {
    // Two removals at once must not both leave "the other one".
    await tx.db.selectFrom("users").where("id", "=", userId).select("id").forUpdate().execute();
    const removed = await tx.db
      .deleteFrom("passkeys")
      .where("id", "=", passkeyId)
      .where("user_id", "=", userId)
      .executeTakeFirst();
    if (removed.numDeletedRows === 0n) throw new AppError("request.not-found", { what: passkeyId });
    const left = await findAccount(tx, userId);
    if (!left.passwordSet && !left.oidc && left.passkeys === 0)
      throw new AppError("account.last-way", {});
    tx.events.record({
      enterpriseId: null,
      action: "passkey.removed",
      subject: passkeyId,
      payload: { userId },
    });
    return { removed: true as const };
  });
};
