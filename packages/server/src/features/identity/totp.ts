/** Setting up and removing an authenticator (TOTP, RFC 6238) with its recovery codes. */

import { randomBytes } from "node:crypto";
import type {
  ReplyOf,
  beginTotp as beginOperation,
  confirmTotp as confirmOperation,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { inTransaction } from "../../platform/ctx.ts";
import type { Browser } from "../../platform/http/browser.ts";
import { renewSession } from "./begin-session.ts";
import { countingFailures } from "./count-failures.ts";
import { findUser } from "./find-user.ts";
import { requireFreshFactor, requirePerson } from "./policy.ts";
import { hasTotp, matchTotp, recoveryHash, takeCode, totpOf } from "./verify-code.ts";

const secretBytes = 20;
const recoveryCodes = 10;

/** @throws AppError `totp.exists`, `session.step-up-needed` where a passkey is kept. */
export const beginTotp = async (ctx: IdentityCtx): Promise<ReplyOf<typeof beginOperation>> => {
  const person = requirePerson(ctx);
  return inTransaction(ctx, async (tx) => {
    const { email } = await findUser(tx, person.userId);
    if (await hasTotp(tx, person.userId)) throw new AppError("totp.exists", {});
    requireFreshFactor(tx, person);
    const secret = randomBytes(secretBytes);
    const sealed = tx.secretBox.seal(secret, person.userId);
    await tx.db
      .insertInto("totp_secrets")
      .values({ user_id: person.userId, sealed })
      .onConflict((conflict) => conflict.column("user_id").doUpdateSet({ sealed, last_step: 0 }))
      .execute();
    const totp = totpOf(secret, email);
    return { secret: totp.secret.base32, url: totp.toString() };
  });
};

/** 120 random bits each, in six groups that can be read aloud; with so many a plain hash is safe. */
const newRecoveryCode = (): string => {
  const letters = "abcdefghjkmnpqrstuvwxyz023456789";
  const text = [...randomBytes(24)].map((byte) => letters[byte % letters.length]).join("");
  return text.match(/.{4}/g)?.join("-") ?? text;
};

const replaceRecoveryCodes = async (tx: IdentityCtx, userId: string): Promise<string[]> => {
  const codes = Array.from({ length: recoveryCodes }, newRecoveryCode);
  await tx.db.deleteFrom("recovery_codes").where("user_id", "=", userId).execute();
  await tx.db
    .insertInto("recovery_codes")
    .values(codes.map((code) => ({ user_id: userId, code_hash: recoveryHash(userId, code) })))
    .execute();
  return codes;
};

const findWaiting = async (tx: IdentityCtx, userId: string): Promise<Buffer> => {
  const row = await tx.db
    .selectFrom("totp_secrets")
    .where("user_id", "=", userId)
    .select(["sealed", "confirmed_at"])
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new AppError("totp.not-begun", {});
  if (row.confirmed_at !== null) throw new AppError("totp.exists", {});
  const secret = tx.secretBox.open(row.sealed, userId);
  if (secret === null) throw new AppError("totp.not-begun", {});
  return secret;
};

const confirm = async (tx: IdentityCtx, userId: string, code: string): Promise<string[]> => {
  const now = tx.now();
  const step = matchTotp(await findWaiting(tx, userId), code.replaceAll(/\s/g, ""), now);
  if (step === null) throw new AppError("session.code-wrong", {});
  await tx.db
    .updateTable("totp_secrets")
    .set({ confirmed_at: now.toISOString(), last_step: step })
    .where("user_id", "=", userId)
    .execute();
  tx.events.record({ enterpriseId: null, action: "totp.set-up", subject: userId, payload: {} });
  return replaceRecoveryCodes(tx, userId);
};

/** @throws AppError `session.code-wrong`, `totp.not-begun`, `totp.exists`, `session.locked`. */
export const confirmTotp = async (
  ctx: IdentityCtx,
  browser: Browser,
  code: string,
): Promise<ReplyOf<typeof confirmOperation>> => {
  const { userId } = requirePerson(ctx);
  return countingFailures(ctx, { address: browser.address }, async () => {
    const done = await inTransaction(ctx, async (tx) => ({
      recoveryCodes: await confirm(tx, userId, code),
      secret: await renewSession(tx, { secondFactor: true }),
    }));
    browser.beginSession(done.secret);
    return { recoveryCodes: done.recoveryCodes };
  });
};

/** @throws AppError `session.code-wrong`, `session.locked`. */
export const removeTotp = async (
  ctx: IdentityCtx,
  browser: Browser,
  code: string,
): Promise<{ readonly removed: true }> => {
  const { userId } = requirePerson(ctx);
  const { email } = await inTransaction(ctx, (tx) => findUser(tx, userId));
  return countingFailures(ctx, { address: browser.address, email }, () =>
    inTransaction(ctx, async (tx) => {
      if (!(await takeCode(tx, userId, code))) throw new AppError("session.code-wrong", {});
      await tx.db.deleteFrom("totp_secrets").where("user_id", "=", userId).execute();
      await tx.db.deleteFrom("recovery_codes").where("user_id", "=", userId).execute();
      tx.events.record({
        enterpriseId: null,
        action: "totp.removed",
        subject: userId,
        payload: {},
      });
      return { removed: true as const };
    }),
  );
};
