/** Evidence in: files of tools and people, imported without ever counting the same thing twice. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import {
  empty,
  enterprisePath,
  instant,
  localizedText,
  none,
  sha256,
  standing,
} from "./schemas.ts";
import { changedRegime, verdictChange } from "./verdict-change.ts";

const warning = z.object({ code: z.string(), at: z.string(), detail: z.string() });

export const evidenceFile = z.object({
  sha256,
  name: z.string(),
  sizeBytes: z.number().int(),
  format: z.string(),
  tool: z.object({ name: z.string(), version: z.string().nullable() }).nullable(),
  receivedAt: instant,
  withdrawnAt: instant.nullable(),
  covers: z
    .object({
      observations: z.number().int(),
      subjects: z.number().int().describe("hosts, repositories, the firm itself …"),
      observedAt: instant
        .nullable()
        .describe("the newest by the tool's own clock; null: it says none"),
      requirements: z.array(z.string()).describe("of the regime in force, that it speaks of"),
      staleAt: instant
        .nullable()
        .describe("when the first of what it says of those becomes stale; null: nothing ages"),
      expiresAt: instant
        .nullable()
        .describe("when the last of it expires and the file counts no more; null: some never does"),
    })
    .describe("what it says, first or again, of what is open today"),
  warnings: z.array(warning),
});

export const importEvidence = endpoint({
  name: "importEvidence",
  summary: {
    zh: "导入一个证据文件（请求体即文件原始字节）",
    en: "Import one evidence file (the body is its raw bytes)",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/evidence",
  permission: "evidence:import",
  path: enterprisePath,
  query: z.object({ name: z.string().min(1).max(255) }),
  body: none,
  binary: true,
  reply: z.object({
    file: z.object({
      sha256,
      name: z.string(),
      status: z.enum(["new", "identical"]),
      format: z.string(),
      tool: z.object({ name: z.string(), version: z.string().nullable() }).nullable(),
      warnings: z.array(warning),
    }),
    observations: z.object({
      added: z.number().int(),
      closed: z.number().int(),
      unchanged: z.number().int(),
    }),
    verdictsChanged: z.number().int(),
    changes: z.array(verdictChange).max(1000),
    regimes: z.array(changedRegime).describe("whose verdicts changed"),
  }),
  errors: ["request.not-found", "evidence.unknown-format"],
});

export const listEvidence = endpoint({
  name: "listEvidence",
  summary: { zh: "企业的证据文件", en: "Evidence files of an enterprise" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/evidence",
  permission: "evidence:read",
  path: enterprisePath,
  query: empty,
  body: none,
  reply: z.object({
    files: z.array(evidenceFile),
    freshnessStanding: standing
      .nullable()
      .describe("how sure the periods are by which evidence ages; null: none does"),
  }),
  errors: ["request.not-found"],
});

export const withdrawEvidence = endpoint({
  name: "withdrawEvidence",
  summary: {
    zh: "撤回一个证据文件：它的观测不再参与判定，记录仍保留",
    en: "Withdraw an evidence file: its observations stop counting, the record stays",
  },
  method: "DELETE",
  url: "/enterprises/{enterpriseId}/evidence/{sha256}",
  permission: "evidence:import",
  path: enterprisePath.extend({ sha256 }),
  query: empty,
  body: none,
  reply: z.object({ observationsClosed: z.number().int(), verdictsChanged: z.number().int() }),
  errors: ["request.not-found"],
});

export const listUnmapped = endpoint({
  name: "listUnmapped",
  summary: { zh: "未能对应到任何要求的检查项", en: "Checks that reach no requirement" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/unmapped",
  permission: "evidence:read",
  path: enterprisePath,
  query: empty,
  body: none,
  reply: z.object({
    mapped: z.number().int(),
    unmapped: z.array(
      z.object({
        check: z.string(),
        title: z.string().nullable(),
        family: z.string(),
        observations: z.number().int(),
      }),
    ),
  }),
  errors: ["request.not-found"],
});

export const listFormats = endpoint({
  name: "listFormats",
  summary: { zh: "能读的证据格式", en: "Evidence formats that can be read" },
  method: "GET",
  url: "/evidence/formats",
  permission: "pack:read",
  path: empty,
  query: empty,
  body: none,
  reply: z.object({
    formats: z.array(
      z.object({
        format: z.string(),
        name: localizedText,
        versions: z.array(z.string()),
        media: z.array(z.string()),
      }),
    ),
  }),
  errors: [],
});

/** In the order in which the document of the API lists them. */
export const evidenceOperations = [
  listEvidence,
  importEvidence,
  withdrawEvidence,
  listUnmapped,
] as const;
