/** Importing a list of enterprises: a file, which column is what, a dry run, then all of it or nothing. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { empty, instant, localizedText, none, sha256 } from "./schemas.ts";

const importPath = z.object({ importId: z.uuid() });

const field = z
  .string()
  .max(120)
  .describe(
    "creditCode, name, nameEn, jurisdiction, city, division, or fact:ID for a fact of the regime",
  );

const mapping = z.array(field.nullable()).max(256).describe("by column; null: left out");

const sheet = z.object({
  name: z.string().describe("of the sheet; of a CSV file its encoding"),
  headingRow: z.number().int().describe("row of the file, from 1"),
  headings: z.array(z.string()),
  samples: z.array(z.array(z.string())).describe("the first rows"),
  proposal: mapping.describe("by the headings, and by what the same headings meant before"),
});

const problem = z.object({ code: z.string(), text: localizedText });

export const listImport = z.object({
  id: z.uuid(),
  createdAt: instant,
  actor: z.string(),
  actorName: z.string().nullable(),
  name: z.string(),
  size: z.number().int(),
  sha256,
  state: z.enum(["uploaded", "checking", "checked", "importing", "done", "failed", "cancelled"]),
  sheets: z.array(sheet),
  sheet: z.string().nullable(),
  mapping: mapping.nullable(),
  existing: z.enum(["update", "skip"]).nullable(),
  rows: z.object({
    read: z.number().int(),
    bad: z.number().int(),
    new: z.number().int(),
    known: z.number().int().describe("registered already, to be updated"),
    skipped: z.number().int().describe("registered already, to be left alone"),
    imported: z.number().int(),
  }),
  problem: problem.nullable().describe("why it failed as a whole"),
  finishedAt: instant.nullable(),
});

export type ListImport = z.infer<typeof listImport>;

const rowProblem = problem.extend({
  row: z.number().int(),
  column: z.string().nullable().describe("heading of the cell; null: the row as a whole"),
});

export const uploadList = endpoint({
  name: "uploadList",
  summary: { zh: "上传企业名单", en: "Upload a list of enterprises" },
  method: "POST",
  url: "/list-imports",
  permission: "registry:import",
  path: empty,
  query: z.object({ name: z.string().min(1).max(300) }),
  body: none,
  binary: true,
  reply: listImport,
  errors: [
    "request.too-large",
    "list.not-a-list",
    "list.empty",
    "list.no-headings",
    "list.open-quote",
  ],
});

export const listListImports = endpoint({
  name: "listListImports",
  summary: { zh: "名单导入记录", en: "Imports of lists" },
  method: "GET",
  url: "/list-imports",
  permission: "registry:read",
  path: empty,
  query: empty,
  body: none,
  reply: z.object({
    imports: z.array(listImport).describe("newest first, at most 50"),
    fields: z.array(
      z.object({ id: field, label: localizedText, section: localizedText, required: z.boolean() }),
    ),
  }),
  errors: [],
});

export const getListImport = endpoint({
  name: "getListImport",
  summary: { zh: "一次名单导入", en: "One import of a list" },
  method: "GET",
  url: "/list-imports/{importId}",
  permission: "registry:read",
  path: importPath,
  query: empty,
  body: none,
  reply: listImport.extend({
    problems: z.array(rowProblem).describe("the first 50 cells that are wrong"),
  }),
  errors: ["request.not-found"],
});

export const checkList = endpoint({
  name: "checkList",
  summary: { zh: "试算名单", en: "Dry run of a list" },
  method: "POST",
  url: "/list-imports/{importId}/check",
  permission: "registry:import",
  path: importPath,
  query: empty,
  body: z.object({
    sheet: z.string().max(300),
    mapping,
    existing: z
      .enum(["update", "skip"])
      .describe("what happens to firms that are registered already"),
  }),
  reply: listImport,
  errors: [
    "request.not-found",
    "list.state",
    "list.unmapped",
    "list.column-twice",
    "list.unknown-field",
  ],
});

export const runListImport = endpoint({
  name: "runListImport",
  summary: { zh: "导入试算通过的行", en: "Import the rows that the dry run found good" },
  method: "POST",
  url: "/list-imports/{importId}/run",
  permission: "registry:import",
  path: importPath,
  query: empty,
  body: empty,
  reply: listImport,
  errors: ["request.not-found", "list.state"],
});

export const cancelListImport = endpoint({
  name: "cancelListImport",
  summary: { zh: "取消名单导入", en: "Cancel an import of a list" },
  method: "POST",
  url: "/list-imports/{importId}/cancel",
  permission: "registry:import",
  path: importPath,
  query: empty,
  body: empty,
  reply: listImport,
  errors: ["request.not-found", "list.state"],
});

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

const language = z.enum(["zh", "en"]).default("zh");

export const downloadListErrors = endpoint({
  name: "downloadListErrors",
  summary: { zh: "下载逐行错误（CSV）", en: "Download what is wrong, row by row (CSV)" },
  method: "GET",
  url: "/list-imports/{importId}/errors",
  permission: "registry:read",
  path: importPath,
  query: z.object({ language }),
  body: none,
  reply: bytes,
  replyBinary: true,
  errors: ["request.not-found"],
});

export const downloadListTemplate = endpoint({
  name: "downloadListTemplate",
  summary: { zh: "下载名单模板（CSV）", en: "Download the template of a list (CSV)" },
  method: "GET",
  url: "/list-template",
  permission: "registry:read",
  path: empty,
  query: z.object({ language }),
  body: none,
  reply: bytes,
  replyBinary: true,
  errors: [],
});

/** In the order in which the document of the API lists them. */
export const listImportOperations = [
  uploadList,
  listListImports,
  getListImport,
  checkList,
  runListImport,
  cancelListImport,
  downloadListErrors,
  downloadListTemplate,
] as const;
