/** Nodes: who this one is, which others it is linked to, and how links begin and end. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { algorithm, keyId, messageId, nodeId, peer, peerPath } from "./exchange-shapes.ts";
import { empty, enterprisePath, instant, none } from "./schemas.ts";

export const getNode = endpoint({
  name: "getNode",
  summary: { zh: "本节点的身份与密钥指纹", en: "This node's identity and key fingerprints" },
  method: "GET",
  url: "/node",
  permission: "exchange:read",
  path: empty,
  query: empty,
  body: none,
  reply: z.object({
    id: nodeId,
    kind: z.enum(["enterprise", "supervisor"]),
    name: z.string(),
    keys: z.array(z.object({ keyId, algorithm, spki: z.string(), since: instant })),
    peersAbove: z.number().int(),
    peersBelow: z.number().int(),
  }),
  errors: [],
});

export const listPeers = endpoint({
  name: "listPeers",
  summary: { zh: "已接入的节点", en: "Linked nodes" },
  method: "GET",
  url: "/exchange/peers",
  permission: "exchange:read",
  path: empty,
  query: empty,
  body: none,
  reply: z.object({ peers: z.array(peer) }),
  errors: [],
});

const enrolmentCode = z.object({
  id: messageId,
  /** Whom it is for: a firm by credit code, or a supervisor's node of a jurisdiction. */
  kind: z.enum(["enterprise", "supervisor"]),
  creditCode: z.string().nullable(),
  jurisdiction: z.string(),
  createdAt: instant,
  expiresAt: instant,
  usedAt: instant.nullable(),
  usedBy: z.string().nullable().describe("name of the node that used it"),
});

export const listEnrolmentCodes = endpoint({
  name: "listEnrolmentCodes",
  summary: { zh: "已发出的接入码（不含码本身）", en: "Enrolment codes issued, without the codes" },
  method: "GET",
  url: "/exchange/enrolment-codes",
  permission: "link:write",
  path: empty,
  query: empty,
  body: none,
  reply: z.object({ codes: z.array(enrolmentCode) }),
  errors: [],
});

export const createEnrolmentCode = endpoint({
  name: "createEnrolmentCode",
  summary: {
    zh: "发出一次性接入码；码只显示这一次",
    en: "Issue a one-time enrolment code; it is shown this once",
  },
  method: "POST",
  url: "/exchange/enrolment-codes",
  permission: "link:write",
  path: empty,
  query: empty,
  body: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("enterprise"),
      creditCode: z.string().max(40),
      jurisdiction: z.string().max(20),
      expiresInDays: z.number().int().min(1).max(365).default(30),
    }),
    z.object({
      kind: z.literal("supervisor"),
      jurisdiction: z.string().max(20),
      expiresInDays: z.number().int().min(1).max(365).default(30),
    }),
  ]),
  reply: enrolmentCode.extend({ code: z.string(), fingerprint: keyId }),
  errors: [
    "request.invalid",
    "request.not-found",
    "permission.denied",
    "enterprise.credit-code",
    "exchange.wrong-node-kind",
  ],
});

const enrolBody = z.object({
  address: z
    .string()
    .trim()
    .max(400)
    .nullable()
    .describe("of the supervisor's node; null: carried by hand, as a bundle"),
  code: z.string().max(400),
});

const enrolReply = z.object({
  peerId: nodeId,
  state: z.enum(["linked", "pending"]).describe("pending: export the bundle and carry it"),
});

const enrolErrors = [
  "request.not-found",
  "exchange.code-damaged",
  "exchange.code-refused",
  "exchange.wrong-supervisor",
  "exchange.address",
  "exchange.unreachable",
  "exchange.linked-already",
] as const;

export const enrolEnterprise = endpoint({
  name: "enrolEnterprise",
  summary: {
    zh: "凭接入码把企业接入主管节点",
    en: "Link an enterprise to its supervisor's node with a code",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/link",
  permission: "link:write",
  path: enterprisePath,
  query: empty,
  body: enrolBody,
  reply: enrolReply,
  errors: enrolErrors,
});

export const enrolNode = endpoint({
  name: "enrolNode",
  summary: {
    zh: "凭接入码把本主管节点接入上级节点",
    en: "Link this supervisor's node to the one above it with a code",
  },
  method: "POST",
  url: "/exchange/link",
  permission: "link:write",
  path: empty,
  query: empty,
  body: enrolBody,
  reply: enrolReply,
  errors: [...enrolErrors, "exchange.wrong-node-kind"],
});

export const rotateNodeKey = endpoint({
  name: "rotateNodeKey",
  summary: {
    zh: "轮换本节点的密钥；新旧密钥共同签名告知各方",
    en: "Rotate this node's keys; old and new sign the announcement together",
  },
  method: "POST",
  url: "/exchange/rotation",
  permission: "link:write",
  path: empty,
  query: empty,
  body: z.object({}),
  reply: z.object({ keys: z.array(z.object({ keyId, algorithm })), announced: z.number().int() }),
  errors: [],
});

export const revokePeer = endpoint({
  name: "revokePeer",
  summary: {
    zh: "吊销对方节点的密钥，断开连接",
    en: "Revoke the keys of a linked node and cut the link",
  },
  method: "POST",
  url: "/exchange/peers/{peerId}/revocation",
  permission: "link:write",
  path: peerPath,
  query: empty,
  body: z.object({ reason: z.string().trim().min(1).max(200) }),
  reply: peer,
  errors: ["request.not-found"],
});

export const setLinkPaused = endpoint({
  name: "setLinkPaused",
  summary: { zh: "暂停或恢复向对方发送", en: "Pause sending to a linked node, or go on" },
  method: "PUT",
  url: "/exchange/peers/{peerId}/paused",
  permission: "link:write",
  path: peerPath,
  query: empty,
  body: z.object({ paused: z.boolean() }),
  reply: peer,
  errors: ["request.not-found"],
});

export const sendNow = endpoint({
  name: "sendNow",
  summary: {
    zh: "立即发送等待的消息并取回答复",
    en: "Send what waits and collect answers now",
  },
  method: "POST",
  url: "/exchange/peers/{peerId}/sending",
  permission: "delivery:write",
  path: peerPath,
  query: empty,
  body: z.object({}),
  reply: z.object({
    sent: z.number().int(),
    received: z.number().int(),
    peer,
  }),
  errors: ["request.not-found"],
});
