/** Renames an organisation; suspends and resumes it. */

import type { ReplyOf, getOrganisation } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { EnterpriseId } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { inTransaction } from "../../platform/ctx.ts";
import { requireCaretaker, requireManager } from "./policy.ts";
import { findOrganisation } from "./queries.ts";

type Organisation = ReplyOf<typeof getOrganisation>;

/** @throws AppError `request.not-found`, `permission.denied`. */
export const renameOrganisation = async (
  ctx: IdentityCtx,
  organisationId: string,
  name: string,
): Promise<Organisation> => {
  requireManager(ctx, organisationId, { permission: "organisation:write" });
  return inTransaction(ctx, async (tx) => {
    const { enterpriseId } = await findOrganisation(tx, organisationId);
    await tx.db
      .updateTable("organisations")
      .set({ name })
      .where("id", "=", organisationId)
      .execute();
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId | null,
      action: "organisation.renamed",
      subject: organisationId,
      payload: {},
    });
    return findOrganisation(tx, organisationId);
  });
};

/** Nobody could resume the node's own. @throws AppError `request.not-found`, `permission.denied`, `member.last-lead`. */
export const suspendOrganisation = async (
  ctx: IdentityCtx,
  organisationId: string,
  suspended: boolean,
): Promise<Organisation> => {
  requireCaretaker(ctx, { permission: "organisation:manage" });
  return inTransaction(ctx, async (tx) => {
    const { kind, enterpriseId } = await findOrganisation(tx, organisationId);
    if (kind === "operator") throw new AppError("member.last-lead", {});
    await tx.db
      .updateTable("organisations")
      .set({ suspended_at: suspended ? tx.now().toISOString() : null })
      .where("id", "=", organisationId)
      .execute();
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId | null,
      action: suspended ? "organisation.suspended" : "organisation.resumed",
      subject: organisationId,
      payload: {},
    });
    return findOrganisation(tx, organisationId);
  });
};
