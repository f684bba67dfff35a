/** Checks a second factor that is typed: the code of an authenticator, or a recovery code; each is taken once. */

import { Secret, TOTP } from "otpauth";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { hashSecret } from "../../platform/auth/secrets.ts";

/** One period of 30 seconds before and after, for clocks that differ. */
const window = 1;
const periodMs = 30_000;

export const totpOf = (secret: Uint8Array, label: string): TOTP =>
  new TOTP({
    issuer: "Fenji",
    label,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
    algorithm: "SHA1",
    digits: 6,
    period: periodMs / 1000,
  });

/** The code's own period, or null where it is wrong. */
export const matchTotp = (secret: Uint8Array, token: string, now: Date): number | null => {
  const timestamp = now.getTime();
  const delta = totpOf(secret, "").validate({ token, timestamp, window });
  return delta === null ? null : Math.floor(timestamp / periodMs) + delta;
};

const takeTotp = async (tx: IdentityCtx, userId: string, token: string): Promise<boolean> => {
  const row = await tx.db
    .selectFrom("totp_secrets")
    .where("user_id", "=", userId)
    .where("confirmed_at", "is not", null)
    .select(["sealed", "last_step"])
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return false;
  const secret = tx.secretBox.open(row.sealed, userId);
  // Sealed with a key that was lost: recovery codes and the administrator's link still work.
  const step = secret === null ? null : matchTotp(secret, token, tx.now());
  if (step === null || step <= row.last_step) return false;
  await tx.db
    .updateTable("totp_secrets")
    .set({ last_step: step })
    .where("user_id", "=", userId)
    .execute();
  return true;
};

/** Typed with or without its hyphens. */
export const recoveryHash = (userId: string, code: string): Buffer =>
  hashSecret(`${userId} ${code.toLowerCase().replaceAll(/[\s-]/g, "")}`);

const takeRecoveryCode = async (
  tx: IdentityCtx,
  userId: string,
  code: string,
): Promise<boolean> => {
  const taken = await tx.db
    .deleteFrom("recovery_codes")
    .where("user_id", "=", userId)
    .where("code_hash", "=", recoveryHash(userId, code))
    .executeTakeFirst();
  if (taken.numDeletedRows === 0n) return false;
  tx.events.record({
    enterpriseId: null,
    action: "recovery-code.used",
    subject: userId,
    payload: {},
  });
  return true;
};

/** In a transaction; a code that was right is spent with it. */
export const takeCode = (tx: IdentityCtx, userId: string, typed: string): Promise<boolean> => {
  const digits = typed.replaceAll(/\s/g, "");
  return /^\d{6}$/.test(digits)
    ? takeTotp(tx, userId, digits)
    : takeRecoveryCode(tx, userId, typed);
};

export const hasTotp = async (ctx: IdentityCtx, userId: string): Promise<boolean> => {
  const row = await ctx.db
    .selectFrom("totp_secrets")
    .where("user_id", "=", userId)
    .where("confirmed_at", "is not", null)
    .select("user_id")
    .executeTakeFirst();
  return row !== undefined;
};
