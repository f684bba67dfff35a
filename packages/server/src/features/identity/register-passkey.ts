/** Registers a passkey for the person who is signed in. */

import { webAuthnJson } from "@fenji/contract";
import type {
  BodyOf,
  ReplyOf,
  beginPasskeyRegistration as beginOperation,
  finishPasskeyRegistration as finishOperation,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import {
  generateRegistrationOptions,
  verifyRegistrationResponse,
  type VerifiedRegistrationResponse,
} from "@simplewebauthn/server";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { inTransaction } from "../../platform/ctx.ts";
import type { Browser } from "../../platform/http/browser.ts";
import { renewSession } from "./begin-session.ts";
import { findUser } from "./find-user.ts";
import { challengeOf, registrationAnswer, relyingParty } from "./passkeys.ts";
import { requireFreshFactor, requirePerson } from "./policy.ts";
import { beginFlow, takeFlow } from "./sign-in-flow.ts";

const kind = "passkey-registration";

/** Ed25519, ECDSA P-256, RSA: what authenticators speak. */
const algorithms = [-8, -7, -257];

/** @throws AppError `passkey.unavailable`, `session.step-up-needed`. */
export const beginPasskeyRegistration = async (
  ctx: IdentityCtx,
  browser: Browser,
): Promise<ReplyOf<typeof beginOperation>> => {
  const person = requirePerson(ctx);
  const party = relyingParty(ctx);
  requireFreshFactor(ctx, person);
  return inTransaction(ctx, async (tx) => {
    const user = await findUser(tx, person.userId);
    const held = await tx.db
      .selectFrom("passkeys")
      .where("user_id", "=", user.id)
      .select(["credential_id", "transports"])
      .execute();
    const options = await generateRegistrationOptions({
      rpName: "Fenji 分级",
      rpID: party.id,
      userID: new TextEncoder().encode(user.id),
      userName: user.email,
      userDisplayName: user.name,
      attestationType: "none",
      excludeCredentials: held.map((row) => ({
        id: row.credential_id,
        transports: row.transports,
      })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      supportedAlgorithmIDs: algorithms,
    });
    await beginFlow(tx, browser, { kind, userId: user.id, data: { challenge: options.challenge } });
    return { options: webAuthnJson.parse(JSON.parse(JSON.stringify(options))) };
  });
};

type Answer = ReturnType<typeof registrationAnswer.parse>;

/** The library says by exceptions what is wrong; the caller learns only that something is. */
const verify = async (ctx: IdentityCtx, challenge: string, answer: Answer) => {
  const party = relyingParty(ctx);
  const verified = await verifyRegistrationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch((error: unknown): VerifiedRegistrationResponse => {
    ctx.log.info({ reason: error instanceof Error ? error.message : "" }, "passkey refused");
    return { verified: false };
  });
  if (!verified.verified) throw new AppError("passkey.refused", {});
  return verified.registrationInfo;
};

interface Registered {
  readonly name: string;
  readonly transports: readonly string[];
  readonly info: Awaited<ReturnType<typeof verify>>;
}

const store = async (
  tx: IdentityCtx,
  userId: string,
  { name, transports, info }: Registered,
): Promise<ReplyOf<typeof finishOperation>> => {
  const id = tx.newId();
  const createdAt = tx.now().toISOString();
  const backedUp = info.credentialBackedUp;
  const stored = await tx.db
    .insertInto("passkeys")
    .values({
      id,
      user_id: userId,
      credential_id: info.credential.id,
      public_key: Buffer.from(info.credential.publicKey),
      counter: info.credential.counter,
      transports: [...transports],
      backed_up: backedUp,
      name,
      created_at: createdAt,
    })
    .onConflict((conflict) => conflict.column("credential_id").doNothing())
    .executeTakeFirst();
  if (stored.numInsertedOrUpdatedRows === 0n) throw new AppError("passkey.refused", {});
  tx.events.record({
    enterpriseId: null,
    action: "passkey.registered",
    subject: id,
    payload: { userId, backedUp },
  });
  return { id, name, createdAt, lastUsedAt: null, backedUp };
};

/** @throws AppError `passkey.refused`, `passkey.unavailable`. */
export const finishPasskeyRegistration = async (
  ctx: IdentityCtx,
  browser: Browser,
  body: BodyOf<typeof finishOperation>,
): Promise<ReplyOf<typeof finishOperation>> => {
  const { userId } = requirePerson(ctx);
  const answer = registrationAnswer.safeParse(body.response);
  const flow = await inTransaction(ctx, (tx) => takeFlow(tx, browser, { kind, userId }));
  if (flow === undefined || !answer.success) throw new AppError("passkey.refused", {});
  const info = await verify(ctx, challengeOf(flow), answer.data);
  const { transports } = answer.data.response;
  const done = await inTransaction(ctx, async (tx) => ({
    passkey: await store(tx, userId, { name: body.name, transports, info }),
    secret: await renewSession(tx, { secondFactor: true }),
  }));
  browser.beginSession(done.secret);
  return done.passkey;
};
