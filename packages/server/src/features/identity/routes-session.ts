/** Signing in and out over HTTP. */

import {
  beginOidcSignIn as beginOidcOperation,
  beginPasskeySignIn as beginPasskeyOperation,
  createFirstAdministrator as createFirstOperation,
  finishOidcSignIn as finishOidcOperation,
  finishPasskeySignIn as finishPasskeyOperation,
  proveSecondFactor as proveOperation,
  resetPassword as resetOperation,
  signIn as signInOperation,
  signOut as signOutOperation,
  switchOrganisation as switchOperation,
} from "@fenji/contract";
import { identityCtx } from "../../platform/auth/identity-ctx.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { createFirstAdministrator } from "./first-administrator.ts";
import { proveSecondFactor } from "./prove-second-factor.ts";
import { resetPassword } from "./reset-password.ts";
import { beginOidcSignIn, finishOidcSignIn } from "./sign-in-with-oidc.ts";
import { beginPasskeySignIn, finishPasskeySignIn } from "./sign-in-with-passkey.ts";
import { signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";
import { switchOrganisation } from "./switch-organisation.ts";

export const registerSession: FeatureRegistrar = (app) => {
  const { node } = app;
  mountEndpoint(app, signInOperation, async (ctx, { body, browser }) =>
    signIn(await identityCtx(node, ctx), browser, body),
  );
  mountEndpoint(app, signOutOperation, async (ctx, { browser }) =>
    signOut(await identityCtx(node, ctx), browser),
  );
  mountEndpoint(app, switchOperation, async (ctx, { body, browser }) =>
    switchOrganisation(await identityCtx(node, ctx), browser, body.organisationId),
  );
  mountEndpoint(app, proveOperation, async (ctx, { body, browser }) =>
    proveSecondFactor(await identityCtx(node, ctx), browser, body.code),
  );
  mountEndpoint(app, beginPasskeyOperation, async (ctx, { browser }) =>
    beginPasskeySignIn(await identityCtx(node, ctx), browser),
  );
  mountEndpoint(app, finishPasskeyOperation, async (ctx, { body, browser }) =>
    finishPasskeySignIn(await identityCtx(node, ctx), browser, body.response),
  );
  mountEndpoint(app, beginOidcOperation, async (ctx, { body, browser }) =>
    beginOidcSignIn(await identityCtx(node, ctx), browser, body),
  );
  mountEndpoint(app, finishOidcOperation, async (ctx, { body, browser }) =>
    finishOidcSignIn(await identityCtx(node, ctx), browser, body),
  );
  mountEndpoint(app, createFirstOperation, async (ctx, { body, browser }) =>
    createFirstAdministrator(await identityCtx(node, ctx), browser, body),
  );
  mountEndpoint(app, resetOperation, async (ctx, { body, browser }) =>
    resetPassword(await identityCtx(node, ctx), browser, body),
  );
};
