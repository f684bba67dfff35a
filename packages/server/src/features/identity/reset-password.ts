/** A forgotten password: the administrator issues a one-time link, because the node sends no mail. */

import type {
  BodyOf,
  ReplyOf,
  issueResetLink as issueOperation,
  resetPassword as operation,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { hashSecret, newSecret } from "../../platform/auth/secrets.ts";
import { inTransaction } from "../../platform/ctx.ts";
import type { Browser } from "../../platform/http/browser.ts";
import { actingAs } from "./acting-as.ts";
import { checkPassword } from "./check-password.ts";
import { countingFailures, forgetFailures } from "./count-failures.ts";
import { findUser, type FoundUser } from "./find-user.ts";
import { hashPassword } from "./hash-password.ts";
import { requireServerMode } from "./policy.ts";
import { refusedPasswords } from "./refused-passwords.ts";

const validHours = 24;

/** @throws AppError `request.not-found`. Earlier links of the person stop working. */
export const issueResetLink = async (
  ctx: IdentityCtx,
  userId: string,
  { removeSecondFactor }: BodyOf<typeof issueOperation>,
): Promise<ReplyOf<typeof issueOperation>> => {
  requireServerMode(ctx);
  return inTransaction(ctx, async (tx) => {
    await findUser(tx, userId);
    const { secret, hash } = newSecret();
    const expiresAt = new Date(tx.now().getTime() + validHours * 3_600_000).toISOString();
    await tx.db.deleteFrom("reset_links").where("user_id", "=", userId).execute();
    await tx.db
      .insertInto("reset_links")
      .values({
        token_hash: hash,
        user_id: userId,
        remove_second_factor: removeSecondFactor,
        expires_at: expiresAt,
      })
      .execute();
    tx.events.record({
      enterpriseId: null,
      action: "reset-link.issued",
      subject: userId,
      payload: { removeSecondFactor },
    });
    return { url: `${tx.config.publicUrl.origin}/reset#${secret}`, expiresAt };
  });
};

interface Link {
  readonly user: FoundUser;
  readonly removeSecondFactor: boolean;
}

const findLink = async (tx: IdentityCtx, secret: string): Promise<Link> => {
  const row = await tx.db
    .selectFrom("reset_links")
    .where("token_hash", "=", hashSecret(secret))
    .where("expires_at", ">", tx.now().toISOString())
    .select(["user_id", "remove_second_factor"])
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new AppError("link.spent", {});
  return { user: await findUser(tx, row.user_id), removeSecondFactor: row.remove_second_factor };
};

/** Whoever held the account before is out: sessions end, and lost second factors with them where that was asked for. */
const apply = async (
  tx: IdentityCtx,
  { user, removeSecondFactor }: Link,
  hash: string,
): Promise<void> => {
  await tx.db.updateTable("users").set({ password_hash: hash }).where("id", "=", user.id).execute();
  const gone = [
    "sessions",
    "reset_links",
    ...(removeSecondFactor ? (["totp_secrets", "recovery_codes", "passkeys"] as const) : []),
  ] as const;
  for (const table of gone) await tx.db.deleteFrom(table).where("user_id", "=", user.id).execute();
  await forgetFailures(tx, user.email);
  tx.events.record({
    enterpriseId: null,
    action: "password.reset",
    subject: user.id,
    payload: { removeSecondFactor },
  });
};

/** @throws AppError `link.spent`, `password.*`, `session.locked`. */
export const resetPassword = async (
  ctx: IdentityCtx,
  browser: Browser,
  { secret, password }: BodyOf<typeof operation>,
): Promise<ReplyOf<typeof operation>> => {
  requireServerMode(ctx);
  return countingFailures(ctx, { address: browser.address }, async () => {
    const { user } = await inTransaction(ctx, (tx) => findLink(tx, secret));
    checkPassword(password, user, refusedPasswords(ctx.config));
    const hash = await hashPassword(password);
    await inTransaction(actingAs(ctx, user.id), async (tx) =>
      apply(tx, await findLink(tx, secret), hash),
    );
    return { reset: true };
  });
};
