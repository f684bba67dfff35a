/** Accounts over HTTP, as the administrator looks after them. */

import {
  disableUser as disableOperation,
  eraseUser as eraseOperation,
  issueResetLink as issueOperation,
  listUsers,
  unlockUser as unlockOperation,
} from "@fenji/contract";
import { identityCtx } from "../../platform/auth/identity-ctx.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { eraseUserFor } from "./erase-user.ts";
import { requireAdministrator } from "./policy.ts";
import { issueResetLink } from "./reset-password.ts";
import { disableUser, findUsers, unlockUser } from "./users.ts";

export const registerUsers: FeatureRegistrar = (app) => {
  const { node } = app;
  mountEndpoint(app, listUsers, async (ctx, { query }) => {
    const all = await identityCtx(node, ctx);
    requireAdministrator(all, listUsers);
    return findUsers(all, query);
  });
  mountEndpoint(app, issueOperation, async (ctx, { path, body }) => {
    const all = await identityCtx(node, ctx);
    requireAdministrator(all, issueOperation);
    return issueResetLink(all, path.userId, body);
  });
  mountEndpoint(app, unlockOperation, async (ctx, { path }) => {
    const all = await identityCtx(node, ctx);
    requireAdministrator(all, unlockOperation);
    return unlockUser(all, path.userId);
  });
  mountEndpoint(app, disableOperation, async (ctx, { path, body }) => {
    const all = await identityCtx(node, ctx);
    requireAdministrator(all, disableOperation);
    return disableUser(all, path.userId, body.disabled);
  });
  mountEndpoint(app, eraseOperation, async (ctx, { path, body }) => {
    const all = await identityCtx(node, ctx);
    requireAdministrator(all, eraseOperation);
    return eraseUserFor(all, path.userId, body.email);
  });
};
