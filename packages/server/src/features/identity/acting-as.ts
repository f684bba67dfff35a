/** From the moment a person is known, what follows is recorded as done by them. */

import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";

export const actingAs = (ctx: IdentityCtx, userId: string): IdentityCtx => ({
  ...ctx,
  actor: { ...ctx.actor, id: `user:${userId}` },
});
