/** Permissions, policies, explanations and the decision log over HTTP. */

import {
  explainDecision as explainOperation,
  listDecisions,
  listEnterpriseDecisions,
  listEnterprisePermissions,
  listOrganisationPermissions,
  listPermissions as listOperation,
  listPolicies,
  permissions,
} from "@fenji/contract";
import { findResource } from "../../platform/access/authorise.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { explainDecision } from "./explain-decision.ts";
import { listPermissions } from "./list-permissions.ts";
import { findDecisions } from "./queries.ts";

export const registerAccess: FeatureRegistrar = (app) => {
  const { gate } = app.node;
  const permitted = (asked: Parameters<typeof listPermissions>[1]) => ({
    permissions: listPermissions(gate.decisions, asked).map(({ reasons, ...one }) => ({
      ...one,
      reasons: [...reasons],
    })),
  });
  mountEndpoint(app, listOperation, async (ctx) =>
    permitted({ actor: ctx.actor, resource: { kind: "node" }, now: ctx.now() }),
  );
  for (const operation of [listEnterprisePermissions, listOrganisationPermissions]) {
    mountEndpoint(app, operation, async (ctx, { path }) =>
      permitted({
        actor: ctx.actor,
        resource: await findResource(ctx, gate, path),
        now: ctx.now(),
      }),
    );
  }
  mountEndpoint(app, listPolicies, async () => {
    const { policies, ...state } = gate.decisions.describe();
    return { ...state, policies: [...policies], permissions: [...permissions] };
  });
  mountEndpoint(app, explainOperation, (ctx, { body }) => explainDecision(ctx, gate, body));
  mountEndpoint(app, listDecisions, (ctx, { query }) => findDecisions(ctx, query));
  mountEndpoint(app, listEnterpriseDecisions, (ctx, { path, query }) =>
    findDecisions(ctx, query, path.enterpriseId),
  );
};
