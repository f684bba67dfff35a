/** Invites a person by a one-time link, and withdraws invitations. */

import type { BodyOf, ReplyOf, Role, inviteMember as operation } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { EnterpriseId } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { newSecret } from "../../platform/auth/secrets.ts";
import { inTransaction } from "../../platform/ctx.ts";
import { isLed } from "../identity/public.ts";
import { isManagerOf, requireManager, settleRole } from "./policy.ts";
import { findOrganisation } from "./queries.ts";

const validDays = 7;

type Invited = ReplyOf<typeof operation>;

interface Invitation {
  readonly organisationId: string;
  readonly enterpriseId: string | null;
  readonly role: Role;
  readonly manager: boolean;
  readonly email: string | null;
}

/** The secret is in the answer and nowhere else. */
export const storeInvitation = async (
  tx: IdentityCtx,
  invitation: Invitation,
): Promise<Invited> => {
  const { organisationId, role, manager, email } = invitation;
  const now = tx.now();
  const { secret, hash } = newSecret();
  const id = tx.newId();
  const createdAt = now.toISOString();
  const expiresAt = new Date(now.getTime() + validDays * 86_400_000).toISOString();
  await tx.db.deleteFrom("invitations").where("expires_at", "<", createdAt).execute();
  await tx.db
    .insertInto("invitations")
    .values({
      id,
      token_hash: hash,
      organisation_id: organisationId,
      role,
      manager,
      email,
      invited_by: tx.actor.id,
      created_at: createdAt,
      expires_at: expiresAt,
    })
    .execute();
  tx.events.record({
    enterpriseId: invitation.enterpriseId as EnterpriseId | null,
    action: "member.invited",
    subject: id,
    payload: { organisationId, role, manager },
  });
  return {
    invitation: { id, role, manager, email, createdAt, expiresAt },
    link: { url: `${tx.config.publicUrl.origin}/invitation#${secret}`, expiresAt },
  };
};

/**
 * The administrator invites into the node's own organisation and into those that nobody leads (any more); into others
 * only who leads them does, so that looking after accounts opens no door to business data.
 * @throws AppError `request.not-found`, `permission.denied`, `member.role`, `member.led`.
 */
export const inviteMember = async (
  ctx: IdentityCtx,
  organisationId: string,
  { role, manager, email }: BodyOf<typeof operation>,
): Promise<Invited> => {
  requireManager(ctx, organisationId, { permission: "member:write" });
  return inTransaction(ctx, async (tx) => {
    const { kind, enterpriseId } = await findOrganisation(tx, organisationId);
    const within = isManagerOf(tx, organisationId) || kind === "operator";
    if (!within && (await isLed(tx, organisationId))) throw new AppError("member.led", {});
    const settled = settleRole(kind, { role, manager });
    return storeInvitation(tx, { organisationId, enterpriseId, email, ...settled });
  });
};

/** @throws AppError `request.not-found`. */
export const withdrawInvitation = async (
  ctx: IdentityCtx,
  organisationId: string,
  invitationId: string,
): Promise<{ readonly withdrawn: true }> => {
  requireManager(ctx, organisationId, { permission: "member:write" });
  return inTransaction(ctx, async (tx) => {
    const withdrawn = await tx.db
      .deleteFrom("invitations")
      .where("id", "=", invitationId)
      .where("organisation_id", "=", organisationId)
      .executeTakeFirst();
    if (withdrawn.numDeletedRows === 0n)
      throw new AppError("request.not-found", { what: invitationId });
    const { enterpriseId } = await findOrganisation(tx, organisationId);
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId | null,
      action: "invitation.withdrawn",
      subject: invitationId,
      payload: { organisationId },
    });
    return { withdrawn: true as const };
  });
};
