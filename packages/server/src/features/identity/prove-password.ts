/** Asks for the password again before something that a passer-by at an open screen must not do. */

import { AppError } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { inTransaction } from "../../platform/ctx.ts";
import type { Browser } from "../../platform/http/browser.ts";
import { countingFailures } from "./count-failures.ts";
import { findUser, type FoundUser } from "./find-user.ts";
import { verifyPassword } from "./hash-password.ts";
import { requireFreshFactor, type Person } from "./policy.ts";

interface Proof {
  readonly person: Person;
  readonly browser: Browser;
  /** null: the person says that there is none. */
  readonly password: string | null;
}

/**
 * An account without a password shows its second factor instead.
 * @throws AppError `account.password-wrong`, `session.step-up-needed`, `session.locked`.
 */
export const provePassword = async (
  ctx: IdentityCtx,
  { person, browser, password }: Proof,
): Promise<FoundUser> => {
  const user = await inTransaction(ctx, (tx) => findUser(tx, person.userId));
  if (user.passwordHash === null) {
    requireFreshFactor(ctx, person);
    return user;
  }
  return countingFailures(ctx, { address: browser.address, email: user.email }, async () => {
    if (!(await verifyPassword(password ?? "", user.passwordHash)))
      throw new AppError("account.password-wrong", {});
    return user;
  });
};
