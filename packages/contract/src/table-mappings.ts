/** Table mappings: what the columns of a tool's tables hold, remembered by their headings and shared as files. */

import { z } from "zod";
import { endpoint, type Endpoint } from "./endpoint.ts";
import { empty, enterprisePath, instant, none } from "./schemas.ts";

const heading = z.string().max(200);

const fields = [
  "subject",
  "check",
  "title",
  "result",
  "severity",
  "refs",
  "observedAt",
  "message",
] as const;

const kinds = [
  "vulnerable-component",
  "host-vulnerability",
  "unsupported-software",
  "misconfiguration",
  "exposed-secret",
  "code-weakness",
  "web-weakness",
  "weak-transport",
  "malware",
  "file-changed",
  "exposed-service",
  "default-credential",
] as const;

const result = z.enum(["pass", "fail", "notApplicable", "error", "info"]);

const mappingId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
  .describe("lower-case letters, digits, hyphens");

export const tableMapping = z
  .object({
    id: mappingId,
    name: z.string().trim().min(1).max(100),
    tool: z.string().trim().min(1).max(100).describe("who wrote the table, e.g. RSAS"),
    headings: z
      .array(heading)
      .max(256)
      .describe("all headings in order, as they stood when it was mapped; empty: not known"),
    columns: z.partialRecord(z.enum(fields), heading.min(1)).describe("heading by field"),
    subjectKind: z.enum(["host", "image", "repository", "network", "organisation"]),
    kinds: z.array(z.enum(kinds)).max(12).describe("what its rows are about, across tools"),
    rowMeans: result.describe("what a row means that has no result of its own"),
    words: z.record(z.string().min(1).max(60), result).describe("results by the table's own words"),
    standing: z.enum(["own", "unverified"]),
  })
  .refine(({ columns }) => columns.subject !== undefined, {
    path: ["columns", "subject"],
    message: "no column names the subject",
  })
  .refine(({ columns }) => columns.check !== undefined || columns.title !== undefined, {
    path: ["columns", "check"],
    message: "no column names the check",
  });

const stored = z.object({
  mapping: tableMapping,
  savedAt: instant.nullable().describe("null: built in"),
});

export const listTableMappings = endpoint({
  name: "listTableMappings",
  summary: { zh: "表格映射：本企业的和预置的", en: "Table mappings: the firm's own and built in" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/table-mappings",
  permission: "evidence:read",
  path: enterprisePath,
  query: empty,
  body: none,
  reply: z.object({ mappings: z.array(stored) }),
  errors: ["request.not-found"],
});

const mappingPath = enterprisePath.extend({ mappingId });

export const saveTableMapping = endpoint({
  name: "saveTableMapping",
  summary: { zh: "保存一个表格映射", en: "Save a table mapping" },
  method: "PUT",
  url: "/enterprises/{enterpriseId}/table-mappings/{mappingId}",
  permission: "evidence:import",
  path: mappingPath,
  query: empty,
  body: tableMapping,
  reply: stored,
  errors: ["request.not-found", "request.invalid", "evidence.too-many-mappings"],
});

export const deleteTableMapping = endpoint({
  name: "deleteTableMapping",
  summary: {
    zh: "删除一个表格映射；已导入的证据不变",
    en: "Delete a table mapping; evidence imported with it stays",
  },
  method: "DELETE",
  url: "/enterprises/{enterpriseId}/table-mappings/{mappingId}",
  permission: "evidence:import",
  path: mappingPath,
  query: empty,
  body: none,
  reply: z.object({}),
  errors: ["request.not-found"],
});

export const previewTable = endpoint({
  name: "previewTable",
  summary: {
    zh: "预览一张表的表头和前几行，不保存任何内容（请求体即原始字节）",
    en: "The headings and first rows of a table, keeping nothing (the body is its raw bytes)",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/table-previews",
  permission: "evidence:import",
  path: enterprisePath,
  query: empty,
  body: none,
  binary: true,
  reply: z.object({
    tables: z.array(
      z.object({
        sheet: z.string().nullable(),
        headings: z.array(z.string()),
        headingAt: z.string().describe("place of the first heading"),
        rows: z.array(
          z.object({
            cells: z.array(z.string()),
            places: z.array(z.string()).describe("of each cell"),
          }),
        ),
        known: z
          .object({
            id: mappingId,
            name: z.string(),
            as: z
              .enum(["same", "moved", "broken"])
              .describe("moved: other places; broken: columns are gone"),
            missing: z.array(z.string()),
          })
          .nullable()
          .describe("the mapping that knows such a table"),
      }),
    ),
  }),
  errors: ["request.not-found", "request.too-large", "evidence.not-a-table"],
});

export const tableOperations: readonly Endpoint[] = [
  listTableMappings,
  saveTableMapping,
  deleteTableMapping,
  previewTable,
];
