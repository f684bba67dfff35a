/** Which tokens of an organisation an actor may see and revoke: managers all, others their own. */

import type { PathOf, ReplyOf, listTokens, revokeToken as operation } from "@fenji/contract";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { findPerson, findTokens, revokeToken } from "../identity/public.ts";
import { isCaretaker, isManagerOf, requireReadable } from "./policy.ts";

/** null: everybody's. Whoever is no person has none of their own. */
const whose = (ctx: IdentityCtx, organisationId: string): string | null => {
  const all =
    isManagerOf(ctx, organisationId) || isCaretaker(ctx) || ctx.actor.standing?.role === "auditor";
  return all ? null : (findPerson(ctx)?.userId ?? nobody);
};

const nobody = "00000000-0000-0000-0000-000000000000";

/** @throws AppError `request.not-found`. */
export const findVisibleTokens = async (
  ctx: IdentityCtx,
  organisationId: string,
): Promise<ReplyOf<typeof listTokens>["tokens"]> => {
  requireReadable(ctx, organisationId);
  return findTokens(ctx, organisationId, whose(ctx, organisationId));
};

/** @throws AppError `request.not-found`. */
export const revokeVisibleToken = async (
  ctx: IdentityCtx,
  path: PathOf<typeof operation>,
): Promise<{ readonly revoked: true }> => {
  requireReadable(ctx, path.organisationId);
  return revokeToken(ctx, { ...path, userId: whose(ctx, path.organisationId) });
};
