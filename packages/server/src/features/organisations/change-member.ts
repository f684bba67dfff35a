/** Changes what a member may do, or removes them; both hold from the next request on. */

import type { BodyOf, ReplyOf, changeMember as operation } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { EnterpriseId } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { inTransaction } from "../../platform/ctx.ts";
import { isLed, keepingLead } from "../identity/public.ts";
import { isManagerOf, requireManager, settleRole } from "./policy.ts";
import { findMember, findOrganisation } from "./queries.ts";

interface Membership {
  readonly organisationId: string;
  readonly userId: string;
}

/** The administrator changes members of the node's own organisation and of those that nobody leads. */
const requireWithin = async (tx: IdentityCtx, organisationId: string) => {
  const organisation = await findOrganisation(tx, organisationId);
  const within = isManagerOf(tx, organisationId) || organisation.kind === "operator";
  if (!within && (await isLed(tx, organisationId))) throw new AppError("member.led", {});
  return organisation;
};

/** @throws AppError `request.not-found`, `permission.denied`, `member.role`, `member.led`, `member.last-lead`. */
export const changeMember = async (
  ctx: IdentityCtx,
  { organisationId, userId }: Membership,
  wanted: BodyOf<typeof operation>,
): Promise<ReplyOf<typeof operation>> => {
  requireManager(ctx, organisationId, { permission: "member:write" });
  return inTransaction(ctx, async (tx) => {
    const { kind, enterpriseId } = await requireWithin(tx, organisationId);
    const { role, manager } = settleRole(kind, wanted);
    await keepingLead(tx, [organisationId], async () => {
      await findMember(tx, organisationId, userId);
      await tx.db
        .updateTable("memberships")
        .set({ role, manager })
        .where("organisation_id", "=", organisationId)
        .where("user_id", "=", userId)
        .execute();
    });
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId | null,
      action: "member.changed",
      subject: userId,
      payload: { organisationId, role, manager },
    });
    return findMember(tx, organisationId, userId);
  });
};

/** Their tokens go with the membership. @throws AppError as `changeMember`. */
export const removeMember = async (
  ctx: IdentityCtx,
  { organisationId, userId }: Membership,
): Promise<{ readonly removed: true }> => {
  requireManager(ctx, organisationId, { permission: "member:write" });
  return inTransaction(ctx, async (tx) => {
    const { enterpriseId } = await requireWithin(tx, organisationId);
    await keepingLead(tx, [organisationId], async () => {
      const removed = await tx.db
        .deleteFrom("memberships")
        .where("organisation_id", "=", organisationId)
        .where("user_id", "=", userId)
        .executeTakeFirst();
      if (removed.numDeletedRows === 0n) throw new AppError("request.not-found", { what: userId });
    });
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId | null,
      action: "member.removed",
      subject: userId,
      payload: { organisationId },
    });
    return { removed: true as const };
  });
};
