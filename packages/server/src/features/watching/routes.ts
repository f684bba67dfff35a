/** Following what changes in a firm's verdicts, over HTTP: the feed, and the webhooks that are told. */

import {
  changeWebhook as changeOperation,
  createWebhook as createOperation,
  listWebhookDeliveries,
  listWebhooks as listOperation,
  readFeed as feedOperation,
  redeliverWebhook,
  removeWebhook as removeOperation,
  rotateWebhookSecret,
  testWebhook,
} from "@fenji/contract";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { packLibrary } from "../packs/public.ts";
import { addTest, listDeliveries, sendAgain } from "./deliveries.ts";
import { readFeed } from "./read-feed.ts";
import { webhookTools } from "./webhook-tools.ts";
import {
  changeWebhook,
  createWebhook,
  listWebhooks,
  removeWebhook,
  rotateSecret,
} from "./webhooks.ts";

export const registerWatching: FeatureRegistrar = (app) => {
  const { origin } = app.node.config.publicUrl;
  const tools = webhookTools(app.node);
  mountEndpoint(app, feedOperation, async (tx, { path, query }) => {
    const { regimes: packs, defaultRegime } = await packLibrary();
    const place = { origin, packs, regime: defaultRegime.header };
    return readFeed(tx, path.enterpriseId, { query, place });
  });
  mountEndpoint(app, listOperation, async (tx, { path }) => ({
    webhooks: await listWebhooks(tx, path.enterpriseId),
  }));
  mountEndpoint(app, createOperation, (ctx, { path, body }) =>
    createWebhook(ctx, tools, { ...path, ...body }),
  );
  mountEndpoint(app, changeOperation, (ctx, { path, body }) =>
    changeWebhook(ctx, tools, { ...path, ...body }),
  );
  mountEndpoint(app, removeOperation, (ctx, { path }) => removeWebhook(ctx, path));
  mountEndpoint(app, rotateWebhookSecret, (ctx, { path }) => rotateSecret(ctx, tools, path));
  mountEndpoint(app, testWebhook, (ctx, { path }) => addTest(ctx, path));
  mountEndpoint(app, listWebhookDeliveries, async (tx, { path }) => ({
    deliveries: await listDeliveries(tx, path),
  }));
  mountEndpoint(app, redeliverWebhook, (ctx, { path }) => sendAgain(ctx, path));
};
