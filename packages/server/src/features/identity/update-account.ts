/** Changes one's own name. */

import type { ReplyOf, updateAccount as operation } from "@fenji/contract";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { inTransaction } from "../../platform/ctx.ts";
import { requirePerson } from "./policy.ts";
import { findAccount } from "./queries.ts";

export const updateAccount = async (
  ctx: IdentityCtx,
  name: string,
): Promise<ReplyOf<typeof operation>> => {
  const { userId } = requirePerson(ctx);
  return inTransaction(ctx, async (tx) => {
    await tx.db.updateTable("users").set({ name }).where("id", "=", userId).execute();
    tx.events.record({ enterpriseId: null, action: "user.renamed", subject: userId, payload: {} });
    return findAccount(tx, userId);
  });
};
