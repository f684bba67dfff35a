/** One's own account over HTTP. */

import {
  beginPasskeyRegistration as beginPasskeyOperation,
  beginTotp as beginTotpOperation,
  changePassword as changePasswordOperation,
  confirmTotp as confirmTotpOperation,
  eraseAccount as eraseOperation,
  exportAccount as exportOperation,
  finishPasskeyRegistration as finishPasskeyOperation,
  getAccount,
  listPasskeys,
  listSessions,
  removePasskey as removePasskeyOperation,
  removeTotp as removeTotpOperation,
  revokeOtherSessions as revokeOthersOperation,
  revokeSession as revokeOperation,
  updateAccount as updateOperation,
} from "@fenji/contract";
import { identityCtx } from "../../platform/auth/identity-ctx.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { changePassword } from "./change-password.ts";
import { eraseOwnAccount } from "./erase-user.ts";
import { exportAccount } from "./export-account.ts";
import { requirePerson } from "./policy.ts";
import { findAccount, findPasskeys, findSessions } from "./queries.ts";
import { beginPasskeyRegistration, finishPasskeyRegistration } from "./register-passkey.ts";
import { removePasskey } from "./remove-passkey.ts";
import { revokeOtherSessions, revokeSession } from "./revoke-sessions.ts";
import { beginTotp, confirmTotp, removeTotp } from "./totp.ts";
import { updateAccount } from "./update-account.ts";

const registerProofs: FeatureRegistrar = (app) => {
  const { node } = app;
  mountEndpoint(app, beginTotpOperation, async (ctx) => beginTotp(await identityCtx(node, ctx)));
  mountEndpoint(app, confirmTotpOperation, async (ctx, { body, browser }) =>
    confirmTotp(await identityCtx(node, ctx), browser, body.code),
  );
  mountEndpoint(app, removeTotpOperation, async (ctx, { body, browser }) =>
    removeTotp(await identityCtx(node, ctx), browser, body.code),
  );
  mountEndpoint(app, listPasskeys, async (ctx) => {
    const own = await identityCtx(node, ctx);
    return { passkeys: await findPasskeys(own, requirePerson(own).userId) };
  });
  mountEndpoint(app, beginPasskeyOperation, async (ctx, { browser }) =>
    beginPasskeyRegistration(await identityCtx(node, ctx), browser),
  );
  mountEndpoint(app, finishPasskeyOperation, async (ctx, { body, browser }) =>
    finishPasskeyRegistration(await identityCtx(node, ctx), browser, body),
  );
  mountEndpoint(app, removePasskeyOperation, async (ctx, { path }) =>
    removePasskey(await identityCtx(node, ctx), path.passkeyId),
  );
};

export const registerAccount: FeatureRegistrar = async (app) => {
  const { node } = app;
  mountEndpoint(app, getAccount, async (ctx) => {
    const own = await identityCtx(node, ctx);
    return findAccount(own, requirePerson(own).userId);
  });
  mountEndpoint(app, updateOperation, async (ctx, { body }) =>
    updateAccount(await identityCtx(node, ctx), body.name),
  );
  mountEndpoint(app, changePasswordOperation, async (ctx, { body, browser }) =>
    changePassword(await identityCtx(node, ctx), browser, body),
  );
  mountEndpoint(app, exportOperation, async (ctx) => exportAccount(await identityCtx(node, ctx)));
  mountEndpoint(app, eraseOperation, async (ctx, { body, browser }) =>
    eraseOwnAccount(await identityCtx(node, ctx), browser, body),
  );
  mountEndpoint(app, listSessions, async (ctx) => {
    const own = await identityCtx(node, ctx);
    return { sessions: await findSessions(own, requirePerson(own).userId) };
  });
  mountEndpoint(app, revokeOperation, async (ctx, { path }) =>
    revokeSession(await identityCtx(node, ctx), path.sessionId),
  );
  mountEndpoint(app, revokeOthersOperation, async (ctx) =>
    revokeOtherSessions(await identityCtx(node, ctx)),
  );
  await registerProofs(app);
};
