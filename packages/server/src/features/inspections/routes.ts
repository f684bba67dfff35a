/** Inspections over HTTP: asked by the supervisor, released or refused by the firm. */

import {
  askInspection as askOperation,
  listEnterpriseInspections,
  listInspections,
  openRelease as openOperation,
  refuseInspection as refuseOperation,
  releaseItem as releaseOperation,
} from "@fenji/contract";
import { inSnapshot, type Ctx } from "../../platform/ctx.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { exchangeOf, findFiledEnterprise } from "../exchange/public.ts";
import { askInspection } from "./ask-inspection.ts";
import { findInspection, findInspections, type WhichInspection } from "./inspection-queries.ts";
import { openRelease } from "./open-release.ts";
import { refuseInspection } from "./refuse-inspection.ts";
import { releaseItem } from "./release-item.ts";

export const registerInspections: FeatureRegistrar = (app) => {
  const exchange = exchangeOf(app.node);
  const after = async (ctx: Ctx, which: WhichInspection) => {
    exchange.kick();
    return inSnapshot(ctx, (tx) => findInspection(tx, which));
  };
  mountEndpoint(app, askOperation, async (ctx, { path, body }) => {
    const inspectionId = await askInspection(ctx, exchange, { ...path, ...body });
    return after(ctx, { ...path, inspectionId });
  });
  mountEndpoint(app, listInspections, (tx, { query }) => findInspections(tx, query));
  mountEndpoint(app, listEnterpriseInspections, async (tx, { path, query }) => {
    await findFiledEnterprise(tx, path.enterpriseId);
    return findInspections(tx, { ...query, ...path });
  });
  mountEndpoint(app, releaseOperation, async (ctx, { path, body }) => {
    await releaseItem(ctx, exchange, { ...path, ...body });
    return after(ctx, path);
  });
  mountEndpoint(app, refuseOperation, async (ctx, { path, body }) => {
    await refuseInspection(ctx, exchange, { ...path, ...body });
    return after(ctx, path);
  });
  mountEndpoint(app, openOperation, (ctx, { path }) => openRelease(ctx, app.node, path));
};
