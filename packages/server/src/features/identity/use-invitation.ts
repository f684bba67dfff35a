/** Spends an invitation: its holder becomes a member, once. */

import { AppError, type EnterpriseId } from "@fenji/kernel";
import type { OrganisationKind, Role } from "@fenji/contract";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";

export interface FoundInvitation {
  readonly id: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly organisationKind: OrganisationKind;
  readonly enterpriseId: string | null;
  readonly role: Role;
  readonly manager: boolean;
  readonly email: string | null;
  readonly invitedBy: string;
  readonly expiresAt: string;
}

/** @throws AppError `link.spent` for one that is unknown, used, over, or of an organisation that is suspended. */
export const findInvitation = async (tx: IdentityCtx, hash: Buffer): Promise<FoundInvitation> => {
  const row = await tx.db
    .selectFrom("invitations as i")
    .innerJoin("organisations as o", "o.id", "i.organisation_id")
    .where("i.token_hash", "=", hash)
    .where("i.expires_at", ">", tx.now().toISOString())
    .where("o.suspended_at", "is", null)
    .select([
      "i.id",
      "i.organisation_id",
      "i.role",
      "i.manager",
      "i.email",
      "i.invited_by",
      "i.expires_at",
    ])
    .select(["o.name", "o.kind", "o.enterprise_id"])
    .executeTakeFirst();
  if (row === undefined) throw new AppError("link.spent", {});
  return {
    id: row.id,
    organisationId: row.organisation_id,
    organisationName: row.name,
    organisationKind: row.kind,
    enterpriseId: row.enterprise_id,
    role: row.role,
    manager: row.manager,
    email: row.email,
    invitedBy: row.invited_by,
    expiresAt: row.expires_at,
  };
};

/**
 * @throws AppError `link.spent`, `invitation.other-email`, `invitation.own` when an administrator would let themselves in,
 * `member.exists`.
 */
export const useInvitation = async (
  tx: IdentityCtx,
  hash: Buffer,
  user: { readonly id: string; readonly email: string },
): Promise<void> => {
  const found = await findInvitation(tx, hash);
  if (found.email !== null && found.email !== user.email)
    throw new AppError("invitation.other-email", {});
  if (found.invitedBy === `user:${user.id}`) throw new AppError("invitation.own", {});
  const spent = await tx.db.deleteFrom("invitations").where("id", "=", found.id).executeTakeFirst();
  if (spent.numDeletedRows === 0n) throw new AppError("link.spent", {});
  const joined = await tx.db
    .insertInto("memberships")
    .values({
      id: tx.newId(),
      user_id: user.id,
      organisation_id: found.organisationId,
      role: found.role,
      manager: found.manager,
      created_at: tx.now().toISOString(),
    })
    .onConflict((conflict) => conflict.columns(["user_id", "organisation_id"]).doNothing())
    .executeTakeFirst();
  if (joined.numInsertedOrUpdatedRows === 0n) throw new AppError("member.exists", {});
  const { organisationId, role, manager } = found;
  tx.events.record({
    enterpriseId: found.enterpriseId as EnterpriseId | null,
    action: "member.joined",
    subject: user.id,
    payload: { organisationId, role, manager },
  });
};
