/** How the node runs, over HTTP: comparisons of kernel and SQL. */

import { listGradeChecks as listOperation, startGradeCheck } from "@fenji/contract";
import { inSnapshot } from "../../platform/ctx.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { packLibrary } from "../packs/public.ts";
import { openGradeChecks } from "./check-grades.ts";
import { findGradeCheck, listGradeChecks } from "./list-grade-checks.ts";

export const registerOperations: FeatureRegistrar = (app) => {
  const checks = openGradeChecks(app.node);
  app.addHook("onClose", () => checks.close());
  mountEndpoint(app, listOperation, listGradeChecks);
  mountEndpoint(app, startGradeCheck, async (ctx) => {
    const { defaultRegime } = await packLibrary();
    const id = await checks.start(defaultRegime, ctx.actor.id);
    return inSnapshot(ctx, (tx) => findGradeCheck(tx, id));
  });
};
