/** Ends the session of this browser. */

import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { inTransaction } from "../../platform/ctx.ts";
import type { Browser } from "../../platform/http/browser.ts";

export const signOut = async (
  ctx: IdentityCtx,
  browser: Browser,
): Promise<{ readonly signedIn: false }> => {
  const { session } = ctx.actor;
  if (session !== null) {
    await inTransaction(ctx, async (tx) => {
      await tx.db.deleteFrom("sessions").where("id", "=", session.id).execute();
      tx.events.record({
        enterpriseId: null,
        action: "session.ended",
        subject: session.id,
        payload: {},
      });
    });
  }
  browser.endSession();
  return { signedIn: false };
};
