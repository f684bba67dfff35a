/** What was sent and received, byte for byte; bundles carried by hand; and what nodes say to each other. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import {
  messageId,
  messageKind,
  messageRead,
  messageState,
  messageSummary,
  nodeId,
  peerPath,
} from "./exchange-shapes.ts";
import { empty, enterprisePath, none, page } from "./schemas.ts";

const listQuery = z.object({
  peer: nodeId.optional(),
  direction: z.enum(["in", "out"]).optional(),
  kind: messageKind.optional(),
  state: messageState.optional(),
  ...page,
});

const listReply = z.object({
  messages: z.array(messageSummary),
  nextCursor: z.string().nullable(),
});

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const listMessages = endpoint({
  name: "listMessages",
  summary: { zh: "往来消息，最新在前", en: "Messages sent and received, newest first" },
  method: "GET",
  url: "/exchange/messages",
  permission: "exchange:read",
  path: empty,
  query: listQuery,
  body: none,
  reply: listReply,
  errors: ["request.invalid"],
});

export const readMessage = endpoint({
  name: "readMessage",
  summary: {
    zh: "一条消息的原始字节与说明：哈希、签名、用哪把密钥核验",
    en: "One message byte for byte, explained: hash, signatures, which key verifies them",
  },
  method: "GET",
  url: "/exchange/messages/{messageId}",
  permission: "exchange:read",
  path: z.object({ messageId }),
  query: empty,
  body: none,
  reply: messageRead,
  errors: ["request.not-found"],
});

export const downloadMessage = endpoint({
  name: "downloadMessage",
  summary: { zh: "下载一条消息的原始字节", en: "The same bytes, as a file" },
  method: "GET",
  url: "/exchange/messages/{messageId}/bytes",
  permission: "exchange:read",
  path: z.object({ messageId }),
  query: empty,
  body: none,
  reply: bytes,
  replyBinary: true,
  errors: ["request.not-found"],
});

export const listEnterpriseMessages = endpoint({
  name: "listEnterpriseMessages",
  summary: {
    zh: "关于一家企业的往来消息，最新在前",
    en: "Messages about one enterprise, newest first",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/messages",
  permission: "exchange:read",
  path: enterprisePath,
  query: listQuery,
  body: none,
  reply: listReply,
  errors: ["request.invalid", "request.not-found"],
});

export const readEnterpriseMessage = endpoint({
  name: "readEnterpriseMessage",
  summary: {
    zh: "关于一家企业的一条消息：原始字节与说明",
    en: "One message about an enterprise, byte for byte and explained",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/messages/{messageId}",
  permission: "exchange:read",
  path: enterprisePath.extend({ messageId }),
  query: empty,
  body: none,
  reply: messageRead,
  errors: ["request.not-found"],
});

export const downloadEnterpriseMessage = endpoint({
  name: "downloadEnterpriseMessage",
  summary: {
    zh: "下载关于一家企业的一条消息的原始字节",
    en: "The bytes of one message about an enterprise, as a file",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/messages/{messageId}/bytes",
  permission: "exchange:read",
  path: enterprisePath.extend({ messageId }),
  query: empty,
  body: none,
  reply: bytes,
  replyBinary: true,
  errors: ["request.not-found"],
});

export const exportBundle = endpoint({
  name: "exportBundle",
  summary: {
    zh: "把等待发给对方的全部消息导出为一个文件，人工携带",
    en: "Everything that waits for a node as one file, to be carried by hand",
  },
  method: "POST",
  url: "/exchange/peers/{peerId}/bundle",
  permission: "delivery:release",
  path: peerPath,
  query: empty,
  body: z.object({}),
  reply: bytes,
  replyBinary: true,
  errors: ["request.not-found"],
});

export const importBundle = endpoint({
  name: "importBundle",
  summary: {
    zh: "导入人工携带的消息包（请求体即文件字节），得到回执与答复的消息包",
    en: "Take in a bundle (the body is its bytes); the answer holds receipts and answers to carry back",
  },
  method: "POST",
  url: "/exchange/bundle",
  permission: "delivery:import",
  path: empty,
  query: empty,
  body: none,
  binary: true,
  reply: z.object({
    messages: z.array(
      z.object({
        id: messageId.nullable().describe("null: not even the id could be read"),
        kind: z.string().nullable(),
        outcome: z.enum(["accepted", "known", "refused", "held"]),
        failure: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
      }),
    ),
    answers: z
      .array(
        z.object({
          peerId: nodeId,
          name: z.string(),
          fileName: z.string(),
          bundle: z.string().describe("save it under `fileName` and carry it back"),
          messages: z.number().int(),
        }),
      )
      .describe("one bundle per sender; empty where there is nothing to say"),
  }),
  errors: ["exchange.bundle", "request.too-large"],
});

export const receiveMessage = endpoint({
  name: "receiveMessage",
  summary: {
    zh: "节点之间：收下一条签名的消息，答以签名的回执",
    en: "Between nodes: take in one signed message, answer with a signed receipt",
  },
  method: "POST",
  url: "/exchange/messages",
  permission: null,
  path: empty,
  query: empty,
  body: none,
  binary: true,
  reply: z.object({
    messages: z
      .array(z.string())
      .describe("signed messages: the receipt, and what follows from it"),
  }),
  errors: [
    "exchange.malformed",
    "exchange.too-large",
    "exchange.too-deep",
    "exchange.newer-schema",
    "exchange.schema",
    "exchange.forged",
    "exchange.unknown-key",
    "exchange.replaced-key",
    "exchange.revoked-key",
    "exchange.signature-missing",
    "exchange.wrong-recipient",
    "exchange.clock",
    "exchange.code-refused",
  ],
});

export const collectMessages = endpoint({
  name: "collectMessages",
  summary: {
    zh: "节点之间：凭签名的请求取走等待自己的消息",
    en: "Between nodes: fetch what waits for the signer of the request",
  },
  method: "POST",
  url: "/exchange/collect",
  permission: null,
  path: empty,
  query: empty,
  body: none,
  binary: true,
  reply: z.object({ messages: z.array(z.string()), more: z.boolean() }),
  errors: [
    "exchange.malformed",
    "exchange.schema",
    "exchange.forged",
    "exchange.unknown-key",
    "exchange.replaced-key",
    "exchange.revoked-key",
    "exchange.signature-missing",
    "exchange.wrong-recipient",
    "exchange.clock",
  ],
});
