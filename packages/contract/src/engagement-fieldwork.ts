/** Field work: interviews, documents and observations on site, recorded also without a network and synced later. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import {
  engagementPath,
  line,
  person,
  prose,
  requirementId,
  subjectRef,
} from "./engagement-shapes.ts";
import { empty, enterprisePath, instant, none, sha256 } from "./schemas.ts";

/**
 * One version of a record. A device makes both ids (UUIDv7) and never changes a version: a change is a new one that names
 * in `bases` what it was made from. A record whose versions have several ends was changed in two places; a version that
 * names all of them settles it.
 */
export const fieldRecord = z.object({
  id: z.uuid().describe("of the record, over all its versions"),
  version: z.uuid(),
  bases: z.array(z.uuid()).max(16).describe("versions that this one replaces; empty: a new record"),
  kind: z.enum(["interview", "document", "observation"]),
  requirement: requirementId.nullable(),
  question: z
    .string()
    .max(100)
    .nullable()
    .describe("question of the pack that it answers; null: noted beside, decides nothing"),
  subject: subjectRef.nullable().describe("null: the firm as a whole"),
  answer: z.enum(["yes", "partly", "no", "notApplicable", "unknown"]),
  respondentRole: line(100).nullable().describe("role of whoever answered, never a name"),
  note: prose(4000).nullable(),
  document: sha256.nullable().describe("of a document uploaded to the engagement"),
  recordedAt: instant.describe("by the device's clock"),
  withdrawn: z.boolean().default(false).describe("no longer counts; the versions stay"),
});

const storedRecord = fieldRecord.extend({
  withdrawn: z.boolean(),
  by: person,
  device: z.string().nullable(),
  receivedAt: instant,
});

const shownRecord = z.object({
  id: z.uuid(),
  heads: z
    .array(storedRecord)
    .describe("one, or several where devices changed it differently; none is lost"),
  versions: z.number().int(),
});

export const listFieldRecords = endpoint({
  name: "listFieldRecords",
  summary: { zh: "现场记录", en: "Field records" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/records",
  permission: "fieldwork:read",
  path: engagementPath,
  query: z.object({
    requirement: requirementId.optional(),
    since: z.coerce
      .number()
      .int()
      .min(0)
      .default(0)
      .describe("`cursor` of an earlier answer: only records that changed since"),
  }),
  body: none,
  reply: z.object({ records: z.array(shownRecord), cursor: z.number().int() }),
  errors: ["request.not-found"],
});

export const syncFieldRecords = endpoint({
  name: "syncFieldRecords",
  summary: {
    zh: "同步现场记录：可重复、可乱序，不丢不重",
    en: "Sync field records: again, in any order, without loss or doubles",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/records",
  permission: "fieldwork:write",
  path: engagementPath,
  query: empty,
  body: z.object({
    device: line(60).describe("a name by which people know it"),
    records: z.array(fieldRecord).min(1).max(500),
  }),
  reply: z.object({
    outcomes: z.array(
      z.object({
        id: z.uuid(),
        version: z.uuid(),
        status: z
          .enum(["stored", "known", "conflict"])
          .describe("known: was here; conflict: stored, and another version stands beside it"),
      }),
    ),
    records: z.array(shownRecord).describe("as they stand now"),
    verdictsChanged: z.number().int(),
  }),
  errors: [
    "request.not-found",
    "engagement.stage",
    "engagement.not-in-team",
    "engagement.unknown-requirement",
    "engagement.unknown-question",
    "engagement.unknown-document",
    "engagement.version-differs",
  ],
});

const shownDocument = z.object({
  sha256,
  name: z.string(),
  sizeBytes: z.number().int(),
  media: z.string().describe("by its content, not its name"),
  preview: z
    .enum(["text", "pdf", "image", "office", "none"])
    .describe("office: an archive, which is shown where it holds a DOCX or XLSX document"),
  addedAt: instant,
  addedBy: person,
  seen: z.array(z.object({ at: instant, by: person })).describe("who opened it, newest first"),
});

export const listFieldDocuments = endpoint({
  name: "listFieldDocuments",
  summary: { zh: "查阅的文件及谁看过", en: "Documents of the engagement and who saw them" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/documents",
  permission: "fieldwork:read",
  path: engagementPath,
  query: empty,
  body: none,
  reply: z.object({ documents: z.array(shownDocument) }),
  errors: ["request.not-found"],
});

export const listAttachedDocuments = endpoint({
  name: "listAttachedDocuments",
  summary: {
    zh: "各评测项目保存的文件，新的在前；可按引用它的要求或散列值查找",
    en: "Documents that the engagements of a firm keep, newest first; those of a requirement, or by hash",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/attached-documents",
  permission: "fieldwork:read",
  path: enterprisePath,
  query: z.object({
    requirement: requirementId
      .optional()
      .describe("named by field records on it that were not withdrawn"),
    sha256: sha256.optional(),
  }),
  body: none,
  reply: z.object({
    documents: z
      .array(
        shownDocument
          .pick({ sha256: true, name: true, sizeBytes: true, media: true, preview: true })
          .extend({ engagementId: z.uuid(), engagement: z.string(), addedAt: instant }),
      )
      .describe("200 at most; `engagement` is its number"),
  }),
  errors: ["request.not-found"],
});

export const addFieldDocument = endpoint({
  name: "addFieldDocument",
  summary: {
    zh: "加入一份文件（请求体即原始字节）；同一文件只存一次",
    en: "Add a document (the body is its raw bytes); the same one is kept once",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/documents",
  permission: "fieldwork:write",
  path: engagementPath,
  query: z.object({ name: line(255) }),
  body: none,
  binary: true,
  reply: shownDocument,
  errors: [
    "request.not-found",
    "request.too-large",
    "engagement.stage",
    "engagement.not-in-team",
    "engagement.marked-secret",
  ],
});

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const openFieldDocument = endpoint({
  name: "openFieldDocument",
  summary: {
    zh: "打开一份文件；每次打开都留记录",
    en: "Open a document; each opening is recorded",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/documents/{sha256}/openings",
  permission: "fieldwork:read",
  path: engagementPath.extend({ sha256 }),
  query: empty,
  body: z.object({}),
  reply: bytes,
  replyBinary: true,
  errors: ["request.not-found"],
});
