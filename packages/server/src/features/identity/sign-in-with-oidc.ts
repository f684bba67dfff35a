/** Single sign-on by OpenID Connect: authorization code with PKCE, state and nonce, bound to one browser. */

import type {
  BodyOf,
  ReplyOf,
  beginOidcSignIn as beginOperation,
  finishOidcSignIn as finishOperation,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { z } from "zod";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { hashSecret } from "../../platform/auth/secrets.ts";
import { inTransaction } from "../../platform/ctx.ts";
import type { Browser } from "../../platform/http/browser.ts";
import { actingAs } from "./acting-as.ts";
import { beginSession, renewSession } from "./begin-session.ts";
import { countingFailures } from "./count-failures.ts";
import { createUser } from "./create-user.ts";
import { findUser } from "./find-user.ts";
import { oidcClient, redirectUri } from "./oidc-client.ts";
import { findPerson, requireFreshFactor, requireServerMode } from "./policy.ts";
import { beginFlow, takeFlow } from "./sign-in-flow.ts";
import { findInvitation, useInvitation } from "./use-invitation.ts";

const flowData = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Hash of the invitation's secret in hexadecimal. */
  invitation: z.string().nullable(),
});

type FlowData = z.infer<typeof flowData>;

const whoBegins = (ctx: IdentityCtx): string | null => findPerson(ctx)?.userId ?? null;

/** @throws AppError `oidc.unavailable`, `session.step-up-needed`, `link.spent` for an invitation that does not hold. */
export const beginOidcSignIn = async (
  ctx: IdentityCtx,
  browser: Browser,
  { invitation }: BodyOf<typeof beginOperation>,
): Promise<ReplyOf<typeof beginOperation>> => {
  requireServerMode(ctx);
  const person = findPerson(ctx);
  if (person !== undefined) requireFreshFactor(ctx, person);
  const client = await oidcClient(ctx);
  return countingFailures(ctx, { address: browser.address }, () =>
    inTransaction(ctx, async (tx) => {
      const hash = invitation === undefined ? null : hashSecret(invitation);
      if (hash !== null) await findInvitation(tx, hash);
      const data: FlowData = {
        state: randomState(),
        nonce: randomNonce(),
        verifier: randomPKCECodeVerifier(),
        invitation: hash?.toString("hex") ?? null,
      };
      await beginFlow(tx, browser, { kind: "oidc", userId: whoBegins(ctx), data });
      const url = buildAuthorizationUrl(client, {
        redirect_uri: redirectUri(ctx),
        scope: "openid email profile",
        state: data.state,
        nonce: data.nonce,
        code_challenge: await calculatePKCECodeChallenge(data.verifier),
        code_challenge_method: "S256",
      });
      return { url: url.href };
    }),
  );
};

const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string(),
  email: z.string().trim().toLowerCase().max(254).optional(),
  email_verified: z.boolean().optional(),
  name: z.string().trim().max(100).optional(),
});

type Claims = z.infer<typeof claimsSchema>;

/** The library checks issuer, audience, signature, nonce and state; what it finds is logged, not told. */
const exchange = async (
  ctx: IdentityCtx,
  flow: FlowData,
  answer: BodyOf<typeof finishOperation>,
): Promise<Claims> => {
  const client = await oidcClient(ctx);
  const url = new URL(redirectUri(ctx));
  for (const [name, value] of Object.entries(answer))
    if (value !== undefined) url.searchParams.set(name, value);
  try {
    const tokens = await authorizationCodeGrant(client, url, {
      pkceCodeVerifier: flow.verifier,
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      idTokenExpected: true,
    });
    const claims = claimsSchema.parse(tokens.claims());
    if (claims.email !== undefined) return claims;
    // Many services tell address and name only at their endpoint for user information.
    const more = await fetchUserInfo(client, tokens.access_token, claims.sub);
    return claimsSchema.parse({ ...more, iss: claims.iss, sub: claims.sub });
  } catch (error) {
    ctx.log.info({ reason: error instanceof Error ? error.message : "" }, "single sign-on refused");
    throw new AppError("oidc.refused", {}, { cause: error });
  }
};

const findLinked = async (ctx: IdentityCtx, { iss, sub }: Claims): Promise<string | undefined> => {
  const row = await ctx.db
    .selectFrom("oidc_accounts")
    .where("issuer", "=", iss)
    .where("subject", "=", sub)
    .select("user_id")
    .executeTakeFirst();
  return row?.user_id;
};

const link = async (tx: IdentityCtx, userId: string, { iss, sub }: Claims): Promise<void> => {
  await tx.db
    .insertInto("oidc_accounts")
    .values({ issuer: iss, subject: sub, user_id: userId, created_at: tx.now().toISOString() })
    .execute();
  tx.events.record({
    enterpriseId: null,
    action: "oidc.linked",
    subject: userId,
    payload: { issuer: iss },
  });
};

/** An address that the service does not vouch for is not taken as a sign-in name. */
const join = async (
  tx: IdentityCtx,
  userId: string,
  { claims, hash }: { claims: Claims; hash: Buffer },
) => {
  const { email, name } = claims;
  if (email === undefined || email === "" || claims.email_verified === false)
    throw new AppError("oidc.refused", {});
  await createUser(tx, {
    id: userId,
    email,
    name: name === undefined || name === "" ? email : name,
    passwordHash: null,
  });
  await useInvitation(tx, hash, { id: userId, email });
  await link(tx, userId, claims);
};

/** Known identity, identity of who has signed in, or newcomer with an invitation; an address alone links nothing. */
const settle = async (ctx: IdentityCtx, claims: Claims, flow: FlowData): Promise<string> => {
  const linked = await inTransaction(ctx, (tx) => findLinked(tx, claims));
  const signedIn = whoBegins(ctx);
  if (linked !== undefined) {
    if (signedIn !== null && signedIn !== linked) throw new AppError("oidc.unknown", {});
    return linked;
  }
  const userId = signedIn ?? ctx.newId();
  const { invitation } = flow;
  await inTransaction(actingAs(ctx, userId), async (tx) => {
    if (signedIn !== null) return link(tx, userId, claims);
    if (invitation === null) throw new AppError("oidc.unknown", {});
    return join(tx, userId, { claims, hash: Buffer.from(invitation, "hex") });
  });
  return userId;
};

/** @throws AppError `oidc.refused`, `oidc.unknown`, `oidc.unavailable`, `link.spent`, `account.exists`, `session.locked`. */
export const finishOidcSignIn = async (
  ctx: IdentityCtx,
  browser: Browser,
  answer: BodyOf<typeof finishOperation>,
): Promise<ReplyOf<typeof finishOperation>> => {
  requireServerMode(ctx);
  return countingFailures(ctx, { address: browser.address }, async () => {
    const begun = { kind: "oidc", userId: whoBegins(ctx) } as const;
    const taken = await inTransaction(ctx, (tx) => takeFlow(tx, browser, begun));
    const flow = flowData.safeParse(taken);
    if (!flow.success) throw new AppError("oidc.refused", {});
    const userId = await settle(ctx, await exchange(ctx, flow.data, answer), flow.data);
    const done = await inTransaction(actingAs(ctx, userId), async (tx) => {
      const user = await findUser(tx, userId);
      if (user.disabled) throw new AppError("oidc.refused", {});
      // Whoever is signed in has linked an identity, and goes on in the same session.
      const secret = await (begun.userId === null
        ? beginSession(tx, browser, { userId, secondFactor: false, device: "unknown" })
        : renewSession(tx, {}));
      return { user, secret };
    });
    browser.beginSession(done.secret);
    return { user: { id: userId, name: done.user.name } };
  });
};
