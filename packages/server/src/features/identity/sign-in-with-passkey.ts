/** Signs a person in with a passkey; for who is signed in already it shows the second factor again. */

import { webAuthnJson } from "@fenji/contract";
import type {
  ReplyOf,
  beginPasskeySignIn as beginOperation,
  finishPasskeySignIn as finishOperation,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import {
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
} from "@simplewebauthn/server";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { inTransaction } from "../../platform/ctx.ts";
import type { Browser } from "../../platform/http/browser.ts";
import { actingAs } from "./acting-as.ts";
import { beginSession, renewSession } from "./begin-session.ts";
import { countingFailures } from "./count-failures.ts";
import { findUser, type FoundUser } from "./find-user.ts";
import { challengeOf, relyingParty, signInAnswer } from "./passkeys.ts";
import { findPerson, requireServerMode } from "./policy.ts";
import { beginFlow, takeFlow } from "./sign-in-flow.ts";

const kind = "passkey-sign-in";

const whoBegins = (ctx: IdentityCtx): string | null => findPerson(ctx)?.userId ?? null;

/** No account is named, so that nothing is told about who has one: the authenticator offers its own. */
export const beginPasskeySignIn = async (
  ctx: IdentityCtx,
  browser: Browser,
): Promise<ReplyOf<typeof beginOperation>> => {
  requireServerMode(ctx);
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(ctx).id,
    userVerification: "required",
  });
  await inTransaction(ctx, (tx) =>
    beginFlow(tx, browser, {
      kind,
      userId: whoBegins(ctx),
      data: { challenge: options.challenge },
    }),
  );
  return { options: webAuthnJson.parse(JSON.parse(JSON.stringify(options))) };
};

type Answer = ReturnType<typeof signInAnswer.parse>;

const findPasskey = async (tx: IdentityCtx, credentialId: string) => {
  const row = await tx.db
    .selectFrom("passkeys")
    .where("credential_id", "=", credentialId)
    .select(["id", "user_id", "public_key", "counter"])
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new AppError("passkey.refused", {});
  return row;
};

/** A counter that goes back tells of a copied key; the library refuses it. */
const verify = async (
  ctx: IdentityCtx,
  challenge: string,
  { answer, passkey }: { answer: Answer; passkey: Awaited<ReturnType<typeof findPasskey>> },
): Promise<number> => {
  const party = relyingParty(ctx);
  const verified = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: {
      id: answer.id,
      publicKey: new Uint8Array(passkey.public_key),
      counter: passkey.counter,
    },
  }).catch((error: unknown) => {
    ctx.log.info({ reason: error instanceof Error ? error.message : "" }, "passkey refused");
    return null;
  });
  if (verified === null || !verified.verified) throw new AppError("passkey.refused", {});
  return verified.authenticationInfo.newCounter;
};

/** @throws AppError `passkey.refused`. */
const usePasskey = async (
  tx: IdentityCtx,
  challenge: string,
  answer: Answer,
): Promise<FoundUser> => {
  const passkey = await findPasskey(tx, answer.id);
  const counter = await verify(tx, challenge, { answer, passkey });
  await tx.db
    .updateTable("passkeys")
    .set({ counter, last_used_at: tx.now().toISOString() })
    .where("id", "=", passkey.id)
    .execute();
  const user = await findUser(tx, passkey.user_id);
  if (user.disabled) throw new AppError("passkey.refused", {});
  return user;
};

const enter = (ctx: IdentityCtx, browser: Browser, userId: string): Promise<string> =>
  inTransaction(actingAs(ctx, userId), async (tx) => {
    if (whoBegins(ctx) !== userId)
      return beginSession(tx, browser, { userId, secondFactor: true, device: "passkey" });
    tx.events.record({
      enterpriseId: null,
      action: "second-factor.proved",
      subject: userId,
      payload: {},
    });
    return renewSession(tx, { secondFactor: true, device: "passkey", caller: browser });
  });

/** @throws AppError `passkey.refused`, `passkey.unavailable`, `session.locked`. */
export const finishPasskeySignIn = async (
  ctx: IdentityCtx,
  browser: Browser,
  response: Readonly<Record<string, unknown>>,
): Promise<ReplyOf<typeof finishOperation>> => {
  requireServerMode(ctx);
  relyingParty(ctx);
  return countingFailures(ctx, { address: browser.address }, async () => {
    const answer = signInAnswer.safeParse(response);
    const begun = { kind, userId: whoBegins(ctx) } as const;
    const flow = await inTransaction(ctx, (tx) => takeFlow(tx, browser, begun));
    if (flow === undefined || !answer.success) throw new AppError("passkey.refused", {});
    const user = await inTransaction(ctx, (tx) => usePasskey(tx, challengeOf(flow), answer.data));
    browser.beginSession(await enter(ctx, browser, user.id));
    return { user: { id: user.id, name: user.name } };
  });
};
