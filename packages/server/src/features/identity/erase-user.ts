/** Erases an account: name, address and every way to sign in go; what was done stays recorded under a bare id. */

import type { BodyOf, eraseAccount as ownOperation } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { inTransaction } from "../../platform/ctx.ts";
import type { Browser } from "../../platform/http/browser.ts";
import { forgetFailures } from "./count-failures.ts";
import { findUser, type FoundUser } from "./find-user.ts";
import { keepingLead } from "./keep-lead.ts";
import { requirePerson } from "./policy.ts";
import { provePassword } from "./prove-password.ts";

const ownTables = [
  "sessions",
  "totp_secrets",
  "recovery_codes",
  "passkeys",
  "oidc_accounts",
  "reset_links",
  "sign_in_flows",
  "memberships",
] as const;

const findOrganisations = async (tx: IdentityCtx, userId: string): Promise<readonly string[]> => {
  const rows = await tx.db
    .selectFrom("memberships")
    .where("user_id", "=", userId)
    .select("organisation_id")
    .execute();
  return rows.map((row) => row.organisation_id);
};

const erase = async (tx: IdentityCtx, user: FoundUser): Promise<void> => {
  const at = tx.now().toISOString();
  for (const table of ownTables)
    await tx.db.deleteFrom(table).where("user_id", "=", user.id).execute();
  await tx.db.deleteFrom("invitations").where("email", "=", user.email).execute();
  await forgetFailures(tx, user.email);
  await tx.db
    .updateTable("users")
    .set({ email: null, name: "", password_hash: null, erased_at: at, disabled_at: at })
    .where("id", "=", user.id)
    .execute();
  tx.events.record({ enterpriseId: null, action: "user.erased", subject: user.id, payload: {} });
};

/** @throws AppError `request.not-found`, `member.last-lead`. */
const eraseUser = async (tx: IdentityCtx, user: FoundUser): Promise<{ readonly erased: true }> => {
  await keepingLead(tx, await findOrganisations(tx, user.id), () => erase(tx, user));
  return { erased: true };
};

/** @throws AppError `account.password-wrong`, `session.step-up-needed`, `member.last-lead`. */
export const eraseOwnAccount = async (
  ctx: IdentityCtx,
  browser: Browser,
  { password }: BodyOf<typeof ownOperation>,
): Promise<{ readonly erased: true }> => {
  const person = requirePerson(ctx);
  const user = await provePassword(ctx, { person, browser, password });
  const done = await inTransaction(ctx, (tx) => eraseUser(tx, user));
  browser.endSession();
  return done;
};

/** @throws AppError `request.not-found` when the address is not the account's, `member.last-lead`. */
export const eraseUserFor = (
  ctx: IdentityCtx,
  userId: string,
  email: string,
): Promise<{ readonly erased: true }> =>
  inTransaction(ctx, async (tx) => {
    const user = await findUser(tx, userId);
    if (user.email !== email) throw new AppError("request.not-found", { what: email });
    return eraseUser(tx, user);
  });
