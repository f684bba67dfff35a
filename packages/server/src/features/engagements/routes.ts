/** Assessment as work over HTTP: engagements from their preparation to their end. */

import {
  assignRequirements,
  changeEngagement as changeOperation,
  confirmEngagementStart,
  createEngagement as createOperation,
  drawEngagementSample,
  getEngagement,
  listEngagementPeople,
  listEngagements as listOperation,
  moveEngagement as moveOperation,
  returnEngagement as returnOperation,
  setEngagementScope,
  setEngagementTeam,
  signEngagement as signOperation,
} from "@fenji/contract";
import { inSnapshot, type Ctx } from "../../platform/ctx.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { exchangeOf } from "../exchange/public.ts";
import { findRegime, packLibrary } from "../packs/public.ts";
import { assign, changeEngagement, confirmStart, setScope, setTeam } from "./change-engagement.ts";
import { createEngagement } from "./create-engagement.ts";
import { drawSample } from "./draw-sample.ts";
import { findEngagement, type EngagementPath } from "./engagement-row.ts";
import { listEngagements } from "./list-engagements.ts";
import { moveEngagement } from "./move-engagement.ts";
import { findCandidates } from "./people.ts";
import { registerFieldwork } from "./routes-fieldwork.ts";
import { registerFindings } from "./routes-findings.ts";
import { registerReports } from "./routes-reports.ts";
import { registerResults } from "./routes-results.ts";
import { showEngagementAt } from "./show-engagement.ts";
import { returnEngagement, signEngagement } from "./sign-engagement.ts";

const shown = (ctx: Ctx, path: EngagementPath) =>
  inSnapshot(ctx, (tx) => showEngagementAt(tx, path));

const registerPlan: FeatureRegistrar = (app) => {
  mountEndpoint(app, changeOperation, async (ctx, { path, body }) => {
    await changeEngagement(ctx, path, body);
    return shown(ctx, path);
  });
  mountEndpoint(app, setEngagementTeam, async (ctx, { path, body }) => {
    await setTeam(ctx, path, body.members);
    return shown(ctx, path);
  });
  mountEndpoint(app, setEngagementScope, async (ctx, { path, body }) => {
    await setScope(ctx, path, body);
    return shown(ctx, path);
  });
  mountEndpoint(app, drawEngagementSample, async (ctx, { path, body }) => {
    await drawSample(ctx, path, body);
    return shown(ctx, path);
  });
  mountEndpoint(app, assignRequirements, async (ctx, { path, body }) => {
    await assign(ctx, path, body);
    return shown(ctx, path);
  });
  mountEndpoint(app, confirmEngagementStart, async (ctx, { path, body }) => {
    await confirmStart(ctx, path, body);
    return shown(ctx, path);
  });
};

const registerParts = async (app: Parameters<FeatureRegistrar>[0]): Promise<void> => {
  for (const register of [
    registerPlan,
    registerFieldwork,
    registerResults,
    registerReports,
    registerFindings,
  ])
    await register(app);
};

export const registerEngagements: FeatureRegistrar = (app) => {
  mountEndpoint(app, listOperation, (tx, { path, query }) =>
    listEngagements(tx, path.enterpriseId, query),
  );
  mountEndpoint(app, createOperation, async (ctx, { path, body }) => {
    const pack = findRegime(await packLibrary(), body.pack);
    const { enterpriseId } = path;
    const engagementId = await createEngagement(ctx, { enterpriseId, pack, body });
    return shown(ctx, { enterpriseId, engagementId });
  });
  mountEndpoint(app, getEngagement, (tx, { path }) => showEngagementAt(tx, path));
  mountEndpoint(app, listEngagementPeople, async (tx, { path }) => ({
    people: await findCandidates(tx, await findEngagement(tx, path)),
  }));
  mountEndpoint(app, moveOperation, async (ctx, { path, body }) => {
    await moveEngagement(ctx, path, body);
    return shown(ctx, path);
  });
  mountEndpoint(app, signOperation, async (ctx, { path, body }) => {
    const [signer] = exchangeOf(app.node).identity().signers;
    await signEngagement(ctx, path, { body, signer });
    return shown(ctx, path);
  });
  mountEndpoint(app, returnOperation, async (ctx, { path, body }) => {
    await returnEngagement(ctx, path, body);
    return shown(ctx, path);
  });
  return registerParts(app);
};
