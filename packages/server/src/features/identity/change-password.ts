/** Sets one's own password; every other session of the person ends. */

import type { BodyOf, ReplyOf, changePassword as operation } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { inTransaction } from "../../platform/ctx.ts";
import type { Browser } from "../../platform/http/browser.ts";
import { refusedPasswords } from "./refused-passwords.ts";
import { renewSession } from "./begin-session.ts";
import { checkPassword } from "./check-password.ts";
import { hashPassword } from "./hash-password.ts";
import { requirePerson } from "./policy.ts";
import { provePassword } from "./prove-password.ts";

/** @throws AppError `account.password-wrong`, `password.*`, `session.step-up-needed`, `session.locked`. */
export const changePassword = async (
  ctx: IdentityCtx,
  browser: Browser,
  { current, password }: BodyOf<typeof operation>,
): Promise<ReplyOf<typeof operation>> => {
  const person = requirePerson(ctx);
  const user = await provePassword(ctx, { person, browser, password: current });
  checkPassword(password, user, refusedPasswords(ctx.config));
  const hash = await hashPassword(password);
  const secret = await inTransaction(ctx, async (tx) => {
    const changed = await tx.db
      .updateTable("users")
      .set({ password_hash: hash })
      .where("id", "=", user.id)
      .where("password_hash", "is not distinct from", user.passwordHash)
      .executeTakeFirst();
    // Somebody else set another one in the meantime.
    if (changed.numUpdatedRows === 0n) throw new AppError("account.password-wrong", {});
    await tx.db
      .deleteFrom("sessions")
      .where("user_id", "=", user.id)
      .where("id", "!=", person.session.id)
      .execute();
    await tx.db.deleteFrom("reset_links").where("user_id", "=", user.id).execute();
    tx.events.record({
      enterpriseId: null,
      action: "password.changed",
      subject: user.id,
      payload: {},
    });
    return renewSession(tx, {});
  });
  browser.beginSession(secret);
  return { changed: true };
};
