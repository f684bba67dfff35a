/** The API as a page that reads without scripts: every operation, its inputs, reply and failures. */

import type { Endpoint } from "@fenji/contract";
import { errorTable, type Language } from "@fenji/kernel";
import { z } from "zod";

const words = {
  title: { zh: "Fenji 分级 接口", en: "Fenji API" },
  lead: {
    zh: "每个操作由同一份定义产生校验、客户端与本文档。机器可读版本：",
    en: "Each operation is one definition from which validation, client and this document come. Machine-readable: ",
  },
  other: { zh: "English", en: "中文" },
  permission: { zh: "权限", en: "Permission" },
  open: { zh: "无需权限", en: "none needed" },
  path: { zh: "路径参数", en: "Path" },
  query: { zh: "查询参数", en: "Query" },
  body: { zh: "请求体", en: "Body" },
  bytes: {
    zh: "文件的原始字节（application/octet-stream）",
    en: "the raw bytes of a file (application/octet-stream)",
  },
  reply: { zh: "回复", en: "Reply" },
  errors: { zh: "可能的错误", en: "Failures" },
  status: { zh: "状态", en: "Status" },
  code: { zh: "代码", en: "Code" },
  message: { zh: "消息", en: "Message" },
  contents: { zh: "目录", en: "Contents" },
} as const;

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes[character] ?? "");

const schemaText = (schema: z.ZodType, io: "input" | "output"): string => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return JSON.stringify(rest, null, 2);
};

const hasMembers = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodObject
    ? Object.keys(schema.shape).length > 0
    : !(schema instanceof z.ZodUndefined);

const block = (heading: string, text: string): string =>
  `<details><summary>${escapeHtml(heading)}</summary><pre tabindex="0">${escapeHtml(text)}</pre></details>`;

const failures = (operation: Endpoint, language: Language): string => {
  if (operation.errors.length === 0) return "";
  const rows = operation.errors.map((code) => {
    const entry = errorTable[code];
    return `<tr><td>${entry.status}</td><td><code>${code}</code></td><td>${escapeHtml(entry[language])}</td></tr>`;
  });
  const head = [words.status, words.code, words.message]
    .map((word) => `<th scope="col">${word[language]}</th>`)
    .join("");
  return `<h3>${words.errors[language]}</h3><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
};

const section = (operation: Endpoint, language: Language): string => {
  const parts = [
    hasMembers(operation.path)
      ? block(words.path[language], schemaText(operation.path, "input"))
      : "",
    hasMembers(operation.query)
      ? block(words.query[language], schemaText(operation.query, "input"))
      : "",
    operation.binary ? `<p>${words.body[language]}: ${words.bytes[language]}</p>` : "",
    hasMembers(operation.body)
      ? block(words.body[language], schemaText(operation.body, "input"))
      : "",
    block(words.reply[language], schemaText(operation.reply, "output")),
    failures(operation, language),
  ];
  const permission =
    operation.permission === null ? words.open[language] : `<code>${operation.permission}</code>`;
  return `<section id="${operation.name}"><h2><code>${operation.method} /api${escapeHtml(operation.url)}</code></h2>
<p>${escapeHtml(operation.summary[language])} · ${words.permission[language]}: ${permission}</p>${parts.join("")}</section>`;
};

const style = `:root{color-scheme:light dark}body{font:14px/1.6 system-ui,"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;
max-width:960px;margin:0 auto;padding:24px 16px}h1{font-size:22px}h2{font-size:16px;margin-top:32px}h3{font-size:14px}
section{border-top:1px solid #8884}pre{overflow:auto;max-height:420px;padding:8px;border:1px solid #8884}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #8884;padding:4px 8px;text-align:left;vertical-align:top}
summary{cursor:pointer;padding:4px 0}nav ul{columns:2}code{font-family:ui-monospace,monospace}`;

export const renderDocs = (operations: readonly Endpoint[], language: Language): string => {
  const other = language === "zh" ? "en" : "zh";
  const contents = operations
    .map(
      (operation) =>
        `<li><a href="#${operation.name}">${escapeHtml(operation.summary[language])}</a></li>`,
    )
    .join("");
  return `<!doctype html><html lang="${language === "zh" ? "zh-CN" : "en"}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${words.title[language]}</title><style>${style}</style></head>
<body><main><h1>${words.title[language]}</h1><p>${words.lead[language]}<a href="/api/openapi.json?lang=${language}">/api/openapi.json</a>
 · <a href="/api/docs?lang=${other}" hreflang="${other}">${words.other[language]}</a></p>
<nav aria-label="${words.contents[language]}"><ul>${contents}</ul></nav>
${operations.map((operation) => section(operation, language)).join("\n")}</main></body></html>`;
};
