/** The registry as columns for the browser that regrades it, and the firms that stand behind its rows. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { empty, enterpriseId, instant, localizedText, none } from "./schemas.ts";

const packName = z
  .string()
  .max(200)
  .optional()
  .describe("`id@version`; default: the regime in force");

/** Of a registry as it was laid out: changes with the firms that one sees, and with the pack. */
const registryVersion = z.string().regex(/^[0-9a-f]{32}$/);

export const prepareRegistryColumns = endpoint({
  name: "prepareRegistryColumns",
  summary: {
    zh: "推演用登记列的现状；不是最新时开始生成",
    en: "State of the registry laid out as columns; begins to lay it out where it has changed",
  },
  method: "GET",
  url: "/what-if/registry",
  permission: "province:read",
  path: empty,
  query: z.object({ pack: packName }),
  body: none,
  reply: z.object({
    pack: z.object({ id: z.string(), version: z.string() }),
    state: z.enum(["empty", "building", "ready"]),
    version: registryVersion.nullable().describe("null: not ready yet"),
    rows: z
      .number()
      .int()
      .describe("firms in sight, as counted by roll-ups while they are laid out"),
    done: z.number().int().describe("firms laid out so far"),
    bytes: z.number().int().nullable().describe("of the columns before compression"),
    unfit: z
      .number()
      .int()
      .describe("firms with a fact that the pack cannot take; that fact counts as unknown"),
    synthetic: z.boolean(),
    at: instant.nullable().describe("as of when the columns are; null: not ready yet"),
  }),
  errors: ["pack.not-found"],
});

export const getRegistryColumns = endpoint({
  name: "getRegistryColumns",
  summary: {
    zh: "登记列文件（不含名称和信用代码）",
    en: "The registry as a file of columns, without names and credit codes",
  },
  method: "GET",
  url: "/what-if/columns",
  permission: "province:read",
  path: empty,
  query: z.object({ pack: packName, version: registryVersion }),
  body: none,
  reply: z.instanceof(Uint8Array),
  replyBinary: true,
  errors: ["pack.not-found", "what-if.version-gone"],
});

/** At most a page of rows. */
const rowList = z
  .string()
  .max(900)
  .regex(/^\d{1,8}(,\d{1,8}){0,99}$/)
  .describe("row numbers from 0, at most 100, with commas between");

export const listRowFirms = endpoint({
  name: "listRowFirms",
  summary: { zh: "登记列中若干行是哪些企业", en: "Which firms some rows of the columns are" },
  method: "GET",
  url: "/what-if/firms",
  permission: "province:read",
  path: empty,
  query: z.object({ pack: packName, version: registryVersion, rows: rowList }),
  body: none,
  reply: z.object({
    firms: z.array(
      z.object({
        row: z.number().int(),
        id: enterpriseId,
        name: localizedText,
        creditCode: z.string(),
        jurisdiction: z.string(),
        synthetic: z.boolean(),
      }),
    ),
  }),
  errors: ["pack.not-found", "what-if.version-gone"],
});

const ruleEdit = z.object({ path: z.string().max(200), value: z.number() });

const edits = z.array(ruleEdit).max(500).readonly();

const scenario = z.object({
  id: z.uuid(),
  name: z.string(),
  note: z.string(),
  pack: z.object({ id: z.string(), version: z.string() }),
  type: z.string(),
  edits,
  createdAt: instant,
  createdBy: z.string(),
  createdByName: z.string().nullable(),
  own: z.boolean().describe("may be renamed and deleted by whoever asks"),
});

export type Scenario = z.infer<typeof scenario>;

/** No control characters, no marks that turn the direction of text. */
const words = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]*$/u);

export const listScenarios = endpoint({
  name: "listScenarios",
  summary: { zh: "已保存的推演方案，新的在前", en: "Saved scenarios, newest first" },
  method: "GET",
  url: "/what-if/scenarios",
  permission: "province:read",
  path: empty,
  query: z.object({ pack: packName }),
  body: none,
  reply: z.object({
    scenarios: z.array(scenario).describe("at most 200"),
  }),
  errors: ["pack.not-found"],
});

export const saveScenario = endpoint({
  name: "saveScenario",
  summary: { zh: "保存推演方案", en: "Save a scenario" },
  method: "POST",
  url: "/what-if/scenarios",
  permission: "scenario:write",
  path: empty,
  query: empty,
  body: z.object({
    name: words(100).min(1),
    note: words(1000),
    pack: z.string().max(200),
    type: z.string().max(100),
    edits,
  }),
  reply: scenario,
  errors: [
    "pack.not-found",
    "request.invalid",
    "request.not-found",
    "rules.unknown-path",
    "rules.unknown-path-near",
    "rules.edit-range",
    "rules.edit-breaks",
  ],
});

export const changeScenario = endpoint({
  name: "changeScenario",
  summary: {
    zh: "更改方案的名称和说明，删除或撤销删除",
    en: "Rename a scenario, delete it or take the deletion back",
  },
  method: "PUT",
  url: "/what-if/scenarios/{scenarioId}",
  permission: "scenario:write",
  path: z.object({ scenarioId: z.uuid() }),
  query: empty,
  body: z.object({ name: words(100).min(1), note: words(1000), deleted: z.boolean() }),
  reply: scenario,
  errors: ["request.not-found", "what-if.not-own"],
});
