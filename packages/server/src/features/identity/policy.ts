/** What identity asks of an actor beyond the permission: to be a person, and sometimes to have just proved it. */

import type { Permission } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { Actor, SessionState } from "../../platform/auth/actor.ts";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { lacking } from "../../platform/auth/lacking.ts";

/** A second factor counts as fresh for this long. */
export const freshMinutes = 15;

export interface Person {
  readonly userId: string;
  readonly session: SessionState;
}

/** @throws AppError `session.local-mode`. */
export const requireServerMode = (ctx: IdentityCtx): void => {
  if (ctx.config.mode === "local") throw new AppError("session.local-mode", {});
};

const personOf = (actor: Actor): Person | undefined =>
  actor.kind === "user" && actor.session !== null
    ? { userId: actor.id.slice("user:".length), session: actor.session }
    : undefined;

/**
 * One's own account is looked after by its person in a session, never by a program with a token.
 * @throws AppError `session.local-mode`, `session.required`.
 */
export const requirePerson = (ctx: IdentityCtx): Person => {
  requireServerMode(ctx);
  const person = personOf(ctx.actor);
  if (person === undefined) throw new AppError("session.required", {});
  return person;
};

/** The person of a session, where an operation is open to others too. */
export const findPerson = (ctx: IdentityCtx): Person | undefined => personOf(ctx.actor);

const isRecent = (ctx: IdentityCtx, at: string | null): boolean =>
  at !== null && ctx.now().getTime() - Date.parse(at) <= freshMinutes * 60_000;

/**
 * Ways to sign in are changed only by who has just shown the strongest one that the account has: its second factor, or,
 * where there is none yet, whatever the session was begun with. Else an open screen would be enough to add one's own.
 * @throws AppError `session.step-up-needed`, `session.sign-in-again`.
 */
export const requireFreshFactor = (ctx: IdentityCtx, { session }: Person): void => {
  if (session.risk === "elevated")
    throw new AppError("session.sign-in-again", { minutes: freshMinutes });
  if (session.secondFactorKept) {
    if (!isRecent(ctx, session.secondFactorAt))
      throw new AppError("session.step-up-needed", { minutes: freshMinutes });
  } else if (!isRecent(ctx, session.startedAt))
    throw new AppError("session.sign-in-again", { minutes: freshMinutes });
};

/**
 * The tables of accounts are read with the node's own view, so that this feature holds the line itself as well as the
 * decision point. The local person owns the node.
 * @throws AppError `permission.denied`.
 */
export const requireAdministrator = (
  ctx: IdentityCtx,
  operation: { readonly permission: Permission | null },
): void => {
  const { kind, standing } = ctx.actor;
  if (kind === "local" || kind === "system" || standing?.role === "administrator") return;
  throw lacking(operation);
};
