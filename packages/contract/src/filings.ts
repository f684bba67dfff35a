/** Filing with the supervisor, and the supervisor's answers. */

import { filingBody } from "@fenji/submission";
import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { messageId, nodeId, written } from "./exchange-shapes.ts";
import { occasion } from "./filing-cases.ts";
import { empty, enterpriseId, enterprisePath, instant, none, page, sha256 } from "./schemas.ts";

export const filingState = z
  .enum(["submitted", "returned", "verified", "registered", "superseded"])
  .describe("superseded: a later revision took its place before it was answered");

const optionalWords = z.object({ zh: z.string().nullable(), en: z.string().nullable() });

const reason = z.object({
  item: z.string().nullable().describe("requirement or fact; null: the filing as a whole"),
  text: optionalWords,
});

export const filing = z.object({
  id: messageId.describe("also the id of the message that carries it"),
  enterprise: z.object({
    id: enterpriseId,
    creditCode: z.string(),
    name: z.string(),
    nameEn: z.string().nullable().describe("where this node knows one"),
  }),
  peer: z.object({ id: nodeId, name: z.string() }),
  revision: z.number().int(),
  /** Of the enterprise, at this supervisor: only the newest revision is. */
  current: z.boolean(),
  state: filingState,
  occasion,
  /** Lines of supervision that have verified it; the filing is verified once all that it needs have. */
  verifiedLines: z.array(z.enum(["industry", "communications"])),
  filedAt: instant,
  answeredAt: instant.nullable(),
  registrationNumber: z.string().nullable(),
  reasons: z.array(reason),
  pack: z.object({ id: z.string(), version: z.string(), contentHash: sha256 }),
  grades: z.array(
    z.object({
      type: z.string(),
      grade: z.number().int().nullable(),
      possible: z.array(z.number().int()),
    }),
  ),
  /** What the supervisor's own copy of the pack makes of the same facts; null where it has no such pack. */
  regraded: z
    .object({
      agrees: z.boolean(),
      samePack: z.boolean().describe("the pack's content has the same hash here"),
      grades: z.array(
        z.object({
          type: z.string(),
          grade: z.number().int().nullable(),
          possible: z.array(z.number().int()),
        }),
      ),
    })
    .nullable(),
});

const step = z.object({
  at: instant,
  state: filingState,
  actor: z.string(),
  messageId: messageId.nullable(),
  lines: z.array(z.string()).optional().describe("verified for these lines alone"),
});

export const filingDetail = filing.extend({ content: filingBody, history: z.array(step) });

export const previewFiling = endpoint({
  name: "previewFiling",
  summary: {
    zh: "报送预览：将要发出的内容，逐字节",
    en: "What would be filed, byte for byte, before it is",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/filing-preview",
  permission: "filing:read",
  path: enterprisePath,
  query: z.object({
    peer: nodeId.optional(),
    occasion: occasion.optional().describe("default: initial, or change once registered"),
    withOpenItems: z.stringbool().optional(),
  }),
  body: none,
  reply: z.object({
    peer: z.object({ id: nodeId, name: z.string() }).nullable().describe("null: not linked yet"),
    bytes: z
      .string()
      .describe("canonical JSON of the message's body; the envelope adds ids and time"),
    sha256,
    sizeBytes: z.number().int(),
    content: filingBody,
    changedSinceLast: z.boolean().describe("against the current revision"),
    openItems: z
      .array(z.object({ type: z.string(), requirement: z.string(), verdict: z.string() }))
      .describe(
        "contested or not evidenced: with these an assessment is filed with open items or not at all",
      ),
  }),
  errors: ["request.not-found", "filing.no-facts", "filing.stage"],
});

export const submitFiling = endpoint({
  name: "submitFiling",
  summary: { zh: "报送（或退回后重报）", en: "File, or file again after a return" },
  method: "POST",
  url: "/enterprises/{enterpriseId}/filings",
  permission: "submission:write",
  path: enterprisePath,
  query: empty,
  body: z.object({
    peer: nodeId.optional().describe("default: the supervisor that the enterprise is linked to"),
    sha256: sha256
      .optional()
      .describe("of the preview that was looked at; refused when the content has changed since"),
    occasion: occasion.optional().describe("default: initial, or change once registered"),
    withOpenItems: z
      .boolean()
      .optional()
      .describe("file an assessment although something is contested or not evidenced"),
  }),
  reply: filing,
  errors: [
    "filing.stage",
    "filing.open-items",
    "request.not-found",
    "exchange.unlinked",
    "filing.no-facts",
    "filing.changed",
    "filing.waiting",
  ],
});

const listQuery = z.object({
  state: filingState.optional(),
  current: z.stringbool().optional().describe("true: only newest revisions"),
  ...page,
});

const listReply = z.object({ filings: z.array(filing), nextCursor: z.string().nullable() });

export const listFilings = endpoint({
  name: "listFilings",
  summary: { zh: "报送列表，最新在前", en: "Filings, newest first" },
  method: "GET",
  url: "/filings",
  permission: "filing:read",
  path: empty,
  query: listQuery.extend({
    search: z
      .string()
      .max(100)
      .optional()
      .describe("part of a name, or the start of a credit code"),
    differs: z.stringbool().optional().describe("true: only where regrading disagrees"),
  }),
  body: none,
  reply: listReply.extend({
    counts: z.object({
      submitted: z.number().int(),
      returned: z.number().int(),
      verified: z.number().int(),
      registered: z.number().int(),
    }),
  }),
  errors: ["request.invalid"],
});

export const listEnterpriseFilings = endpoint({
  name: "listEnterpriseFilings",
  summary: { zh: "一家企业的历次报送", en: "Filings of one enterprise" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/filings",
  permission: "filing:read",
  path: enterprisePath,
  query: listQuery,
  body: none,
  reply: listReply,
  errors: ["request.invalid", "request.not-found"],
});

export const getFiling = endpoint({
  name: "getFiling",
  summary: { zh: "一次报送的内容与经过", en: "One filing: its content and what happened to it" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/filings/{filingId}",
  permission: "filing:read",
  path: enterprisePath.extend({ filingId: messageId }),
  query: empty,
  body: none,
  reply: filingDetail,
  errors: ["request.not-found"],
});

export const answerBody = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("returned"),
    reasons: z.array(z.object({ item: z.string().max(80).nullable(), text: written })).max(200),
  }),
  z.object({ outcome: z.literal("verified"), note: written.nullable().default(null) }),
  z.object({ outcome: z.literal("registered") }),
]);

export const answerFiling = endpoint({
  name: "answerFiling",
  summary: {
    zh: "主管部门答复：退回（逐项理由）、核查通过、备案登记",
    en: "The supervisor answers: returned with reasons, verified, registered",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/filings/{filingId}/answer",
  permission: "filing:answer",
  path: enterprisePath.extend({ filingId: messageId }),
  query: empty,
  body: answerBody,
  reply: filing,
  errors: [
    "request.not-found",
    "filing.state",
    "filing.stage",
    "filing.reasons",
    "exchange.wrong-node-kind",
  ],
});
