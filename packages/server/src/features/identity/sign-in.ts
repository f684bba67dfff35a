/** Signs a person in with e-mail and password, and with a code where the account has an authenticator. */

import type { BodyOf, ReplyOf, signIn as operation } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { inTransaction } from "../../platform/ctx.ts";
import type { Browser } from "../../platform/http/browser.ts";
import { actingAs } from "./acting-as.ts";
import { beginSession } from "./begin-session.ts";
import { countingFailures } from "./count-failures.ts";
import { findUserByEmail, type FoundUser } from "./find-user.ts";
import { hashPassword, isOutdated, verifyPassword } from "./hash-password.ts";
import { requireServerMode } from "./policy.ts";
import { hasTotp, takeCode } from "./verify-code.ts";

type Input = BodyOf<typeof operation>;

/** What is wrong is never said, and an account that is missing costs as much work as a wrong password. */
const checkPassword = async (ctx: IdentityCtx, input: Input): Promise<FoundUser> => {
  const user = await inTransaction(ctx, (tx) => findUserByEmail(tx, input.email));
  const right = await verifyPassword(input.password, user?.passwordHash ?? null);
  if (!right || user === undefined || user.disabled) throw new AppError("session.refused", {});
  return user;
};

const renewHash = async (ctx: IdentityCtx, user: FoundUser, password: string): Promise<void> => {
  if (user.passwordHash === null || !isOutdated(user.passwordHash)) return;
  const hash = await hashPassword(password);
  await inTransaction(ctx, (tx) =>
    tx.db
      .updateTable("users")
      .set({ password_hash: hash })
      .where("id", "=", user.id)
      .where("password_hash", "=", user.passwordHash)
      .execute(),
  );
};

/** @throws AppError `session.refused`, `session.second-factor-needed`, `session.locked`, `session.busy`. */
export const signIn = async (
  ctx: IdentityCtx,
  browser: Browser,
  input: Input,
): Promise<ReplyOf<typeof operation>> => {
  requireServerMode(ctx);
  return countingFailures(ctx, { address: browser.address, email: input.email }, async () => {
    const user = await checkPassword(ctx, input);
    await renewHash(ctx, user, input.password);
    const secret = await inTransaction(actingAs(ctx, user.id), async (tx) => {
      const secondFactor = await hasTotp(tx, user.id);
      if (secondFactor && input.code === undefined)
        throw new AppError("session.second-factor-needed", {});
      if (secondFactor && !(await takeCode(tx, user.id, input.code ?? "")))
        throw new AppError("session.refused", {});
      return beginSession(tx, browser, { userId: user.id, secondFactor, device: "unknown" });
    });
    browser.beginSession(secret);
    return { user: { id: user.id, name: user.name } };
  });
};
