/** Shows a second factor again within a session. */

import type { ReplyOf, proveSecondFactor as operation } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { inTransaction } from "../../platform/ctx.ts";
import type { Browser } from "../../platform/http/browser.ts";
import { renewSession } from "./begin-session.ts";
import { countingFailures } from "./count-failures.ts";
import { findUser } from "./find-user.ts";
import { requirePerson } from "./policy.ts";
import { takeCode } from "./verify-code.ts";

/** @throws AppError `session.code-wrong`, `session.locked`. */
export const proveSecondFactor = async (
  ctx: IdentityCtx,
  browser: Browser,
  code: string,
): Promise<ReplyOf<typeof operation>> => {
  const { userId } = requirePerson(ctx);
  const { email } = await inTransaction(ctx, (tx) => findUser(tx, userId));
  const proved = await countingFailures(ctx, { address: browser.address, email }, () =>
    inTransaction(ctx, async (tx) => {
      if (!(await takeCode(tx, userId, code))) throw new AppError("session.code-wrong", {});
      tx.events.record({
        enterpriseId: null,
        action: "second-factor.proved",
        subject: userId,
        payload: {},
      });
      const secret = await renewSession(tx, { secondFactor: true });
      return { secret, provedAt: tx.now().toISOString() };
    }),
  );
  browser.beginSession(proved.secret);
  return { provedAt: proved.provedAt };
};
