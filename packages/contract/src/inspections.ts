/** Named-item inspections: the supervisor asks for one item, the firm releases or refuses it, both sides keep a record. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { messageId, nodeId, written } from "./exchange-shapes.ts";
import { empty, enterpriseId, enterprisePath, instant, none, page, sha256 } from "./schemas.ts";

const inspectionState = z.enum(["asked", "released", "refused"]);

const optionalWords = z.object({ zh: z.string().nullable(), en: z.string().nullable() });

export const inspection = z.object({
  id: messageId,
  direction: z.enum(["in", "out"]).describe("out: asked by this node"),
  enterprise: z.object({ id: enterpriseId, creditCode: z.string(), name: z.string() }),
  peer: z.object({ id: nodeId, name: z.string() }),
  item: sha256.describe("commitment of the evidence file that is asked for"),
  /** Name of the file, on the firm's own node only. */
  itemName: z.string().nullable(),
  reason: optionalWords,
  dueDate: z.iso.date(),
  state: inspectionState,
  askedAt: instant,
  askedBy: z.string().nullable(),
  answeredAt: instant.nullable(),
  refusal: optionalWords.nullable(),
  release: z
    .object({
      sizeBytes: z.number().int(),
      opened: z.array(z.object({ at: instant, actor: z.string() })),
    })
    .nullable(),
});

const inspectionPath = enterprisePath.extend({ inspectionId: messageId });

export const askInspection = endpoint({
  name: "askInspection",
  summary: {
    zh: "请企业放行一项点名的证据",
    en: "Ask an enterprise to release one named item of evidence",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/inspections",
  permission: "inspection:write",
  path: enterprisePath,
  query: empty,
  body: z.object({ item: sha256, reason: written, dueDate: z.iso.date() }),
  reply: inspection,
  errors: ["request.not-found", "inspection.item", "exchange.unlinked", "exchange.wrong-node-kind"],
});

const listQuery = z.object({ state: inspectionState.optional(), ...page });

const listReply = z.object({ inspections: z.array(inspection), nextCursor: z.string().nullable() });

export const listInspections = endpoint({
  name: "listInspections",
  summary: { zh: "检查请求，最新在前", en: "Inspection requests, newest first" },
  method: "GET",
  url: "/inspections",
  permission: "filing:read",
  path: empty,
  query: listQuery,
  body: none,
  reply: listReply,
  errors: ["request.invalid"],
});

export const listEnterpriseInspections = endpoint({
  name: "listEnterpriseInspections",
  summary: { zh: "一家企业的检查请求", en: "Inspection requests about one enterprise" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/inspections",
  permission: "filing:read",
  path: enterprisePath,
  query: listQuery,
  body: none,
  reply: listReply,
  errors: ["request.invalid", "request.not-found"],
});

export const releaseItem = endpoint({
  name: "releaseItem",
  summary: {
    zh: "放行被点名的证据：只有这一个文件会离开本节点",
    en: "Release the named item: this one file leaves the node",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/inspections/{inspectionId}/release",
  permission: "inspection:release",
  path: inspectionPath,
  query: empty,
  body: z.object({ item: sha256.describe("named again, so that nothing is released by mistake") }),
  reply: inspection,
  errors: [
    "request.not-found",
    "inspection.state",
    "inspection.item",
    "inspection.not-held",
    "inspection.too-large",
  ],
});

export const refuseInspection = endpoint({
  name: "refuseInspection",
  summary: { zh: "拒绝放行并说明理由", en: "Refuse to release, with a reason" },
  method: "POST",
  url: "/enterprises/{enterpriseId}/inspections/{inspectionId}/refusal",
  permission: "inspection:release",
  path: inspectionPath,
  query: empty,
  body: z.object({ reason: written }),
  reply: inspection,
  errors: ["request.not-found", "inspection.state"],
});

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const openRelease = endpoint({
  name: "openRelease",
  summary: {
    zh: "调阅被放行的文件；每次调阅都留记录",
    en: "Open a released file; each opening is recorded",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/inspections/{inspectionId}/file",
  permission: "inspection:write",
  path: inspectionPath,
  query: empty,
  body: z.object({}),
  reply: bytes,
  replyBinary: true,
  errors: ["request.not-found", "inspection.state"],
});
