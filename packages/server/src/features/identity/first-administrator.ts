/** The first administrator: a one-time link at each start until somebody has used it. */

import type { BodyOf, ReplyOf, createFirstAdministrator as operation } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { identityCtx, type IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { hashSecret, newSecret } from "../../platform/auth/secrets.ts";
import { inTransaction } from "../../platform/ctx.ts";
import type { Browser } from "../../platform/http/browser.ts";
import type { Seeder } from "../../platform/http/node-services.ts";
import { actingAs } from "./acting-as.ts";
import { beginSession } from "./begin-session.ts";
import { checkPassword } from "./check-password.ts";
import { countingFailures } from "./count-failures.ts";
import { createUser } from "./create-user.ts";
import { hashPassword } from "./hash-password.ts";
import { requireServerMode } from "./policy.ts";
import { refusedPasswords } from "./refused-passwords.ts";

const validHours = 24;

const hasAdministrator = async (tx: IdentityCtx): Promise<boolean> => {
  const row = await tx.db
    .selectFrom("memberships as m")
    .innerJoin("users as u", "u.id", "m.user_id")
    .where("m.role", "=", "administrator")
    .where("u.disabled_at", "is", null)
    .where("u.erased_at", "is", null)
    .select("m.id")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

/** Earlier links stop working; the secret stands after `#`, so that it reaches no log of a proxy. */
const makeLink = (ctx: IdentityCtx): Promise<string | null> =>
  inTransaction(ctx, async (tx) => {
    await tx.db.deleteFrom("first_administrator_codes").execute();
    if (!tx.config.newAdministrator && (await hasAdministrator(tx))) return null;
    const { secret, hash } = newSecret();
    const expires = new Date(tx.now().getTime() + validHours * 3_600_000);
    await tx.db
      .insertInto("first_administrator_codes")
      .values({ token_hash: hash, expires_at: expires.toISOString() })
      .execute();
    return `${tx.config.publicUrl.origin}/first#${secret}`;
  });

/** Tells the link at the terminal, where only who runs the node can read it. */
export const offerFirstAdministrator: Seeder = async (ctx, services, progress) => {
  if (services.config.mode === "local") return;
  const link = await makeLink(await identityCtx(services, ctx));
  if (link === null) return;
  progress(
    `建立管理员（一次有效，${validHours} 小时内）：${link}`,
    `Create the administrator (once, within ${validHours} hours): ${link}`,
  );
};

type Input = BodyOf<typeof operation>;

const openCode = (ctx: IdentityCtx, code: string) =>
  ctx.db
    .selectFrom("first_administrator_codes")
    .where("token_hash", "=", hashSecret(code))
    .where("expires_at", ">", ctx.now().toISOString());

/** Known before the password is hashed, so that a stranger cannot make the node work. */
const requireCode = async (tx: IdentityCtx, code: string): Promise<void> => {
  const row = await openCode(tx, code).select("expires_at").forUpdate().executeTakeFirst();
  if (row === undefined) throw new AppError("link.spent", {});
};

const findOperator = async (tx: IdentityCtx): Promise<string> => {
  const held = await tx.db
    .selectFrom("organisations")
    .where("kind", "=", "operator")
    .select("id")
    .executeTakeFirst();
  if (held !== undefined) return held.id;
  const id = tx.newId();
  await tx.db
    .insertInto("organisations")
    .values({
      id,
      kind: "operator",
      name: "节点运营 · Node operator",
      enterprise_id: null,
      jurisdiction_code: null,
      line: null,
      created_at: tx.now().toISOString(),
    })
    .execute();
  return id;
};

const appoint = async (tx: IdentityCtx, userId: string): Promise<void> => {
  const organisationId = await findOperator(tx);
  await tx.db
    .insertInto("memberships")
    .values({
      id: tx.newId(),
      user_id: userId,
      organisation_id: organisationId,
      role: "administrator",
      manager: true,
      created_at: tx.now().toISOString(),
    })
    .execute();
  tx.events.record({
    enterpriseId: null,
    action: "administrator.appointed",
    subject: userId,
    payload: { organisationId },
  });
};

/** @throws AppError `link.spent`, `password.*`, `account.exists`, `session.locked`. */
export const createFirstAdministrator = async (
  ctx: IdentityCtx,
  browser: Browser,
  { code, email, name, password }: Input,
): Promise<ReplyOf<typeof operation>> => {
  requireServerMode(ctx);
  return countingFailures(ctx, { address: browser.address }, async () => {
    await inTransaction(ctx, (tx) => requireCode(tx, code));
    checkPassword(password, { email, name }, refusedPasswords(ctx.config));
    const passwordHash = await hashPassword(password);
    const userId = ctx.newId();
    const secret = await inTransaction(actingAs(ctx, userId), async (tx) => {
      await requireCode(tx, code);
      await tx.db.deleteFrom("first_administrator_codes").execute();
      await createUser(tx, { id: userId, email, name, passwordHash });
      await appoint(tx, userId);
      return beginSession(tx, browser, { userId, secondFactor: false, device: "unknown" });
    });
    browser.beginSession(secret);
    return { user: { id: userId, name } };
  });
};
