/** Addresses that are told, signed, when a verdict of an enterprise changes or evidence comes in. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { empty, enterprisePath, instant, none } from "./schemas.ts";

const webhookEvent = z.enum([
  "verdicts.changed",
  "evidence.imported",
  "evidence.withdrawn",
  "evidence.refused",
]);

const webhook = z.object({
  id: z.uuid(),
  url: z.string(),
  events: z.array(webhookEvent),
  state: z
    .enum(["active", "stopped", "failed"])
    .describe("failed: stopped by the node, nothing got through for days"),
  createdAt: instant,
  createdBy: z.string(),
  oldSecretUntil: instant.nullable().describe("until then the secret before signs too"),
  failingSince: instant.nullable(),
  lastDeliveredAt: instant.nullable(),
  waiting: z.number().int(),
  dead: z.number().int().describe("given up; can be sent again by hand"),
});

export type Webhook = z.infer<typeof webhook>;

export const webhookDelivery = z.object({
  id: z.uuid().describe("webhook-id: the same at every attempt"),
  event: z.string(),
  state: z.enum(["waiting", "delivered", "dead"]),
  attempts: z.number().int(),
  createdAt: instant,
  nextAt: instant.nullable(),
  lastAt: instant.nullable(),
  lastStatus: z.number().int().nullable(),
  lastFailure: z.string().nullable(),
  body: z.string(),
});

export type WebhookDelivery = z.infer<typeof webhookDelivery>;

const webhookPath = enterprisePath.extend({ webhookId: z.uuid() });

const url = z.string().min(1).max(2000);

const events = z.array(webhookEvent).min(1).max(webhookEvent.options.length);

const secret = z.string().describe("whsec_ and the key in base64; shown once");

export const listWebhooks = endpoint({
  name: "listWebhooks",
  summary: { zh: "企业的通知地址", en: "Webhooks of an enterprise" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/webhooks",
  permission: "webhook:read",
  path: enterprisePath,
  query: empty,
  body: none,
  reply: z.object({ webhooks: z.array(webhook) }),
  errors: ["request.not-found"],
});

export const createWebhook = endpoint({
  name: "createWebhook",
  summary: {
    zh: "新增通知地址；密钥只显示一次",
    en: "Add a webhook; its secret is shown once",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/webhooks",
  permission: "webhook:write",
  path: enterprisePath,
  query: empty,
  body: z.object({ url, events }),
  reply: z.object({ webhook, secret }),
  errors: ["request.not-found", "webhook.url", "webhook.private", "webhook.too-many"],
});

export const changeWebhook = endpoint({
  name: "changeWebhook",
  summary: {
    zh: "修改通知地址：网址、要通知的事件、启用或停用",
    en: "Change a webhook: address, events, on or off",
  },
  method: "PUT",
  url: "/enterprises/{enterpriseId}/webhooks/{webhookId}",
  permission: "webhook:write",
  path: webhookPath,
  query: empty,
  body: z.object({ url, events, state: z.enum(["active", "stopped"]) }),
  reply: webhook,
  errors: ["request.not-found", "webhook.url", "webhook.private"],
});

export const removeWebhook = endpoint({
  name: "removeWebhook",
  summary: {
    zh: "删除通知地址及其发送记录",
    en: "Remove a webhook and its record of deliveries",
  },
  method: "DELETE",
  url: "/enterprises/{enterpriseId}/webhooks/{webhookId}",
  permission: "webhook:write",
  path: webhookPath,
  query: empty,
  body: none,
  reply: z.object({ removed: z.literal(true) }),
  errors: ["request.not-found"],
});

export const rotateWebhookSecret = endpoint({
  name: "rotateWebhookSecret",
  summary: {
    zh: "更换密钥：24 小时内新旧密钥同时签名",
    en: "Give a new secret; for 24 hours the old one signs beside it",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/webhooks/{webhookId}/secret",
  permission: "webhook:write",
  path: webhookPath,
  query: empty,
  body: empty,
  reply: z.object({ webhook, secret }),
  errors: ["request.not-found"],
});

export const testWebhook = endpoint({
  name: "testWebhook",
  summary: { zh: "发送一条测试通知", en: "Send a test delivery" },
  method: "POST",
  url: "/enterprises/{enterpriseId}/webhooks/{webhookId}/test",
  permission: "webhook:write",
  path: webhookPath,
  query: empty,
  body: empty,
  reply: webhookDelivery,
  errors: ["request.not-found", "webhook.secret"],
});

export const listWebhookDeliveries = endpoint({
  name: "listWebhookDeliveries",
  summary: { zh: "一个通知地址的发送记录", en: "Deliveries of a webhook" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/webhooks/{webhookId}/deliveries",
  permission: "webhook:read",
  path: webhookPath,
  query: empty,
  body: none,
  reply: z.object({ deliveries: z.array(webhookDelivery).describe("newest first, at most 100") }),
  errors: ["request.not-found"],
});

export const redeliverWebhook = endpoint({
  name: "redeliverWebhook",
  summary: { zh: "再发一次这条通知", en: "Send this delivery again" },
  method: "POST",
  url: "/enterprises/{enterpriseId}/webhooks/{webhookId}/deliveries/{deliveryId}",
  permission: "webhook:write",
  path: webhookPath.extend({ deliveryId: z.uuid() }),
  query: empty,
  body: empty,
  reply: webhookDelivery,
  errors: ["request.not-found", "webhook.secret"],
});

/** In the order in which the document of the API lists them. */
export const webhookOperations = [
  listWebhooks,
  createWebhook,
  changeWebhook,
  removeWebhook,
  rotateWebhookSecret,
  testWebhook,
  listWebhookDeliveries,
  redeliverWebhook,
] as const;
