/** Whose organisations an actor may look at and change; the tables are read with the node's own view, so this is held here too. */

import { rolesOf, type OrganisationKind, type Permission, type Role } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { lacking } from "../../platform/auth/lacking.ts";

/** The local person and the node's administrator look after every organisation. */
export const isCaretaker = ({ actor }: IdentityCtx): boolean =>
  actor.kind === "local" || actor.kind === "system" || actor.standing?.role === "administrator";

/** Auditors read every organisation and write none. */
const mayRead = (ctx: IdentityCtx, organisationId: string): boolean =>
  isCaretaker(ctx) ||
  ctx.actor.standing?.role === "auditor" ||
  ctx.actor.standing?.organisationId === organisationId;

/**
 * What one may not see does not exist.
 * @throws AppError `request.not-found`.
 */
export const requireReadable = (ctx: IdentityCtx, organisationId: string): void => {
  if (!mayRead(ctx, organisationId))
    throw new AppError("request.not-found", { what: organisationId });
};

/** Manages the organisation from within. */
export const isManagerOf = ({ actor }: IdentityCtx, organisationId: string): boolean =>
  actor.standing?.organisationId === organisationId && actor.standing.manager;

/** @throws AppError `request.not-found` for foreign ones, `permission.denied` for those who do not manage their own. */
export const requireManager = (
  ctx: IdentityCtx,
  organisationId: string,
  operation: { readonly permission: Permission | null },
): void => {
  if (isManagerOf(ctx, organisationId) || isCaretaker(ctx)) return;
  requireReadable(ctx, organisationId);
  throw lacking(operation);
};

/** @throws AppError `permission.denied`. */
export const requireCaretaker = (
  ctx: IdentityCtx,
  operation: { readonly permission: Permission | null },
): void => {
  if (!isCaretaker(ctx)) throw lacking(operation);
};

/**
 * A role fits the kind of organisation; owners and administrators always manage, viewers and auditors never do.
 * @throws AppError `member.role`.
 */
export const settleRole = (
  kind: OrganisationKind,
  wanted: { readonly role: Role; readonly manager: boolean },
): { readonly role: Role; readonly manager: boolean } => {
  const { role } = wanted;
  if (!rolesOf[kind].includes(role)) throw new AppError("member.role", { role, kind });
  if (role === "enterprise-owner" || role === "administrator") return { role, manager: true };
  if (role === "enterprise-viewer" || role === "auditor") return { role, manager: false };
  return { role, manager: wanted.manager };
};
