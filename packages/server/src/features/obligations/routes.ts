/** Cases over HTTP: a supervisor's worklists, an enterprise's own view. */

import {
  declareScope as declareOperation,
  listEnterpriseCases,
  listFilingCases,
} from "@fenji/contract";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { declareScope } from "./declare-scope.ts";
import { findEnterpriseCases } from "./enterprise-cases.ts";
import { findWorklist } from "./worklists.ts";

export const registerObligations: FeatureRegistrar = (app) => {
  mountEndpoint(app, listFilingCases, (tx, { query }) => findWorklist(tx, query));
  mountEndpoint(app, listEnterpriseCases, (tx, { path }) =>
    findEnterpriseCases(tx, path.enterpriseId),
  );
  mountEndpoint(app, declareOperation, async (ctx, { body }) => ({
    changed: await declareScope(ctx, body),
  }));
};
