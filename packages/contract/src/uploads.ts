/** Files on their way into the evidence: sent in parts that can be taken up again, queued, read one after another. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { empty, enterprisePath, instant, localizedText, none, sha256 } from "./schemas.ts";
import { changedRegime, verdictChange } from "./verdict-change.ts";

export const uploadState = z.enum([
  "receiving",
  "queued",
  "importing",
  "done",
  "refused",
  "cancelled",
  "expired",
]);

export type UploadState = z.infer<typeof uploadState>;

const result = z.object({
  sha256,
  status: z.enum(["new", "identical"]),
  format: z.string(),
  added: z.number().int(),
  closed: z.number().int(),
  unchanged: z.number().int(),
  warnings: z.number().int(),
  verdictsChanged: z.number().int(),
  changes: z.array(verdictChange).describe("at most 200"),
  regimes: z.array(changedRegime).describe("whose verdicts changed"),
});

export const upload = z.object({
  id: z.uuid(),
  batch: z.uuid().nullable().describe("files that were handed over together"),
  name: z.string(),
  size: z.number().int().describe("bytes of the whole file"),
  offset: z.number().int().describe("bytes that have arrived for good; the next part begins here"),
  state: uploadState,
  paused: z.boolean(),
  progress: z
    .object({
      read: z.number().int().describe("bytes"),
      observations: z.number().int(),
    })
    .nullable()
    .describe("while it is read"),
  attempts: z.number().int(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  problem: z.object({ code: z.string(), text: localizedText }).nullable(),
  retryable: z.boolean().describe("its bytes are still here"),
  result: result.nullable(),
});

export type Upload = z.infer<typeof upload>;

const uploadPath = enterprisePath.extend({ uploadId: z.uuid() });

const position = { offset: "upload-offset", size: "upload-length" } as const;

export const createUpload = endpoint({
  name: "createUpload",
  summary: {
    zh: "开始分段上传一个证据文件；写明相同 SHA-256 的未完成上传会接着传",
    en: "Begin to send an evidence file in parts; an unfinished upload that named the same SHA-256 is taken up again",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/uploads",
  permission: "evidence:import",
  path: enterprisePath,
  query: empty,
  body: z.object({
    name: z.string().min(1).max(255),
    size: z.number().int().min(0).describe("bytes"),
    sha256: sha256.optional().describe("of the whole file; checked when it has arrived"),
    batch: z.uuid().optional(),
  }),
  reply: upload,
  headers: { query: {}, reply: position },
  errors: ["request.not-found", "request.too-large", "upload.too-many", "upload.too-much"],
});

export const appendUpload = endpoint({
  name: "appendUpload",
  summary: {
    zh: "续传一段：请求体是从 Upload-Offset 起的字节；全部到齐后自动排队导入",
    en: "Send a part: the body is the bytes from Upload-Offset on; once all are here the file is queued",
  },
  method: "PATCH",
  url: "/enterprises/{enterpriseId}/uploads/{uploadId}",
  permission: "evidence:import",
  path: uploadPath,
  query: z.object({ offset: z.coerce.number().int().min(0) }),
  body: none,
  binary: true,
  reply: upload,
  headers: { query: { offset: "upload-offset" }, reply: position },
  errors: ["request.not-found", "upload.state", "upload.offset", "upload.too-long"],
});

export const getUpload = endpoint({
  name: "getUpload",
  summary: {
    zh: "一个上传的进度；HEAD 只用响应头答复 Upload-Offset 和 Upload-Length",
    en: "Progress of one upload; HEAD answers with the headers Upload-Offset and Upload-Length alone",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/uploads/{uploadId}",
  permission: "evidence:import",
  path: uploadPath,
  query: empty,
  body: none,
  reply: upload,
  headers: { query: {}, reply: position },
  errors: ["request.not-found"],
});

export const listUploads = endpoint({
  name: "listUploads",
  summary: {
    zh: "导入队列：未结束的全部，以及最近结束的",
    en: "The queue of imports: all that are not settled, and the latest that are",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/uploads",
  permission: "evidence:read",
  path: enterprisePath,
  query: z.object({
    batch: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(300),
  }),
  body: none,
  reply: z.object({
    uploads: z.array(upload).describe("open ones first, then the newest"),
    counts: z.record(z.string(), z.number().int()).describe("by state, over all of them"),
  }),
  errors: ["request.not-found"],
});

const action = z
  .enum(["pause", "resume", "cancel", "retry"])
  .describe("retry: of one that was refused or cancelled and whose bytes are still here");

export const steerUpload = endpoint({
  name: "steerUpload",
  summary: {
    zh: "暂停、继续、取消或重试一个文件",
    en: "Pause, go on with, cancel or retry one file",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/uploads/{uploadId}/steer",
  permission: "evidence:import",
  path: uploadPath,
  query: empty,
  body: z.object({ action }),
  reply: upload,
  errors: ["request.not-found", "upload.state"],
});

export const steerUploads = endpoint({
  name: "steerUploads",
  summary: {
    zh: "对全部文件或一批文件暂停、继续、取消或重试；不适用的略过",
    en: "Pause, go on with, cancel or retry all files or those of one batch; where it does not apply they are left alone",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/upload-queue",
  permission: "evidence:import",
  path: enterprisePath,
  query: empty,
  body: z.object({ action, batch: z.uuid().optional() }),
  reply: z.object({ changed: z.number().int() }),
  errors: ["request.not-found"],
});

/** In the order in which the document of the API lists them. */
export const uploadOperations = [
  createUpload,
  appendUpload,
  getUpload,
  listUploads,
  steerUpload,
  steerUploads,
] as const;
