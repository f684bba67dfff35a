/** Shows an invitation to who holds its link, and lets them in: with the account they have, or with a new one. */

import type {
  BodyOf,
  ReplyOf,
  acceptInvitation as operation,
  lookAtInvitation as lookOperation,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { hashSecret } from "../../platform/auth/secrets.ts";
import { inTransaction } from "../../platform/ctx.ts";
import type { Browser } from "../../platform/http/browser.ts";
import {
  actingAs,
  beginSession,
  checkPassword,
  countingFailures,
  createUser,
  findInvitation,
  findPerson,
  findUser,
  hashPassword,
  refusedPasswords,
  requireServerMode,
  useInvitation,
} from "../identity/public.ts";

/** @throws AppError `link.spent`, `session.locked`. */
export const lookAtInvitation = async (
  ctx: IdentityCtx,
  browser: Browser,
  secret: string,
): Promise<ReplyOf<typeof lookOperation>> => {
  requireServerMode(ctx);
  return countingFailures(ctx, { address: browser.address }, () =>
    inTransaction(ctx, async (tx) => {
      const found = await findInvitation(tx, hashSecret(secret));
      return {
        organisation: { name: found.organisationName, kind: found.organisationKind },
        role: found.role,
        manager: found.manager,
        email: found.email,
        expiresAt: found.expiresAt,
      };
    }),
  );
};

type Joined = ReplyOf<typeof operation>;

const joinSignedIn = async (ctx: IdentityCtx, hash: Buffer): Promise<Joined> => {
  const person = findPerson(ctx);
  if (person === undefined) throw new AppError("session.required", {});
  return inTransaction(ctx, async (tx) => {
    const { id, name, email } = await findUser(tx, person.userId);
    await useInvitation(tx, hash, { id, email });
    return { user: { id, name } };
  });
};

type Account = NonNullable<BodyOf<typeof operation>["account"]>;

const joinAnew = async (
  ctx: IdentityCtx,
  browser: Browser,
  { hash, account }: { readonly hash: Buffer; readonly account: Account },
): Promise<Joined> => {
  const { email, name, password } = account;
  const found = await inTransaction(ctx, (tx) => findInvitation(tx, hash));
  if (found.email !== null && found.email !== email)
    throw new AppError("invitation.other-email", {});
  checkPassword(password, { email, name }, refusedPasswords(ctx.config));
  const passwordHash = await hashPassword(password);
  const id = ctx.newId();
  const secret = await inTransaction(actingAs(ctx, id), async (tx) => {
    await createUser(tx, { id, email, name, passwordHash });
    await useInvitation(tx, hash, { id, email });
    return beginSession(tx, browser, { userId: id, secondFactor: false, device: "unknown" });
  });
  browser.beginSession(secret);
  return { user: { id, name } };
};

/** @throws AppError `link.spent`, `invitation.*`, `account.exists`, `member.exists`, `password.*`, `session.*`. */
export const acceptInvitation = async (
  ctx: IdentityCtx,
  browser: Browser,
  { secret, account }: BodyOf<typeof operation>,
): Promise<Joined> => {
  requireServerMode(ctx);
  const hash = hashSecret(secret);
  return countingFailures(ctx, { address: browser.address }, () =>
    account === null ? joinSignedIn(ctx, hash) : joinAnew(ctx, browser, { hash, account }),
  );
};
