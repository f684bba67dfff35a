/** Organisations, members, invitations, assignments and tokens over HTTP. */

import {
  acceptInvitation as acceptOperation,
  assignAssessor as assignOperation,
  changeMember as changeOperation,
  createOrganisation as createOperation,
  createToken as createTokenOperation,
  endAssignment as endOperation,
  getOrganisation,
  inviteMember as inviteOperation,
  listAssignments,
  listInvitations,
  listMembers,
  listOrganisations,
  listTokens,
  lookAtInvitation as lookOperation,
  removeMember as removeOperation,
  renameOrganisation as renameOperation,
  revokeToken as revokeTokenOperation,
  suspendOrganisation as suspendOperation,
  withdrawInvitation as withdrawOperation,
} from "@fenji/contract";
import { identityCtx } from "../../platform/auth/identity-ctx.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { createToken, grantablePermissions } from "../identity/public.ts";
import { acceptInvitation, lookAtInvitation } from "./accept-invitation.ts";
import { assignAssessor, endAssignment, findAssignments } from "./assignments.ts";
import { changeMember, removeMember } from "./change-member.ts";
import { renameOrganisation, suspendOrganisation } from "./change-organisation.ts";
import { createOrganisation } from "./create-organisation.ts";
import { inviteMember, withdrawInvitation } from "./invite-member.ts";
import { requireReadable } from "./policy.ts";
import { findInvitations, findMembers, findOrganisation, findOrganisations } from "./queries.ts";
import { findVisibleTokens, revokeVisibleToken } from "./tokens.ts";

const registerMembers: FeatureRegistrar = (app) => {
  const { node } = app;
  mountEndpoint(app, listMembers, async (ctx, { path }) => {
    const own = await identityCtx(node, ctx);
    requireReadable(own, path.organisationId);
    return { members: await findMembers(own, path.organisationId) };
  });
  mountEndpoint(app, changeOperation, async (ctx, { path, body }) =>
    changeMember(await identityCtx(node, ctx), path, body),
  );
  mountEndpoint(app, removeOperation, async (ctx, { path }) =>
    removeMember(await identityCtx(node, ctx), path),
  );
  mountEndpoint(app, inviteOperation, async (ctx, { path, body }) =>
    inviteMember(await identityCtx(node, ctx), path.organisationId, body),
  );
  mountEndpoint(app, listInvitations, async (ctx, { path }) => {
    const own = await identityCtx(node, ctx);
    requireReadable(own, path.organisationId);
    return { invitations: await findInvitations(own, path.organisationId) };
  });
  mountEndpoint(app, withdrawOperation, async (ctx, { path }) =>
    withdrawInvitation(await identityCtx(node, ctx), path.organisationId, path.invitationId),
  );
  mountEndpoint(app, lookOperation, async (ctx, { body, browser }) =>
    lookAtInvitation(await identityCtx(node, ctx), browser, body.secret),
  );
  mountEndpoint(app, acceptOperation, async (ctx, { body, browser }) =>
    acceptInvitation(await identityCtx(node, ctx), browser, body),
  );
};

const registerTokens: FeatureRegistrar = (app) => {
  const { node } = app;
  mountEndpoint(app, listTokens, async (ctx, { path }) => ({
    tokens: await findVisibleTokens(await identityCtx(node, ctx), path.organisationId),
    grantable: [...grantablePermissions],
  }));
  mountEndpoint(app, createTokenOperation, async (ctx, { path, body }) =>
    createToken(await identityCtx(node, ctx), path.organisationId, body),
  );
  mountEndpoint(app, revokeTokenOperation, async (ctx, { path }) =>
    revokeVisibleToken(await identityCtx(node, ctx), path),
  );
};

const registerAssignments: FeatureRegistrar = (app) => {
  mountEndpoint(app, listAssignments, async (ctx, { path }) => ({
    assignments: await findAssignments(ctx, path.enterpriseId),
  }));
  mountEndpoint(app, assignOperation, (ctx, { path, body }) =>
    assignAssessor(ctx, path.enterpriseId, body),
  );
  mountEndpoint(app, endOperation, (ctx, { path }) =>
    endAssignment(ctx, path.enterpriseId, path.assignmentId),
  );
};

export const registerOrganisations: FeatureRegistrar = async (app) => {
  const { node } = app;
  mountEndpoint(app, listOrganisations, async (ctx, { query }) => ({
    organisations: await findOrganisations(await identityCtx(node, ctx), query.kind),
  }));
  mountEndpoint(app, createOperation, async (ctx, { body }) =>
    createOrganisation(await identityCtx(node, ctx), body),
  );
  mountEndpoint(app, getOrganisation, async (ctx, { path }) => {
    const own = await identityCtx(node, ctx);
    requireReadable(own, path.organisationId);
    return findOrganisation(own, path.organisationId);
  });
  mountEndpoint(app, renameOperation, async (ctx, { path, body }) =>
    renameOrganisation(await identityCtx(node, ctx), path.organisationId, body.name),
  );
  mountEndpoint(app, suspendOperation, async (ctx, { path, body }) =>
    suspendOrganisation(await identityCtx(node, ctx), path.organisationId, body.suspended),
  );
  await registerMembers(app);
  await registerTokens(app);
  await registerAssignments(app);
};
