/** A reviewer's desk: what was filed beside what is known, many answers at once, reasons that were used before. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { messageId, written } from "./exchange-shapes.ts";
import { answerBody, filingState } from "./filings.ts";
import {
  empty,
  enterpriseId,
  enterprisePath,
  factValue,
  instant,
  localizedText,
  none,
  sha256,
} from "./schemas.ts";

const filingPath = enterprisePath.extend({ filingId: messageId });

const optionalWords = z.object({ zh: z.string().nullable(), en: z.string().nullable() });

const filingNamed = z.object({ id: messageId, revision: z.number().int(), filedAt: instant });

export const reviewFiling = endpoint({
  name: "reviewFiling",
  summary: {
    zh: "核查对照：本次、上次与主管部门自有记录，逐项并列，附判定与凭证承诺",
    en: "Side by side: this filing, the last one and the supervisor's own record, with verdicts and commitments",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/filings/{filingId}/review",
  permission: "filing:read",
  path: filingPath,
  query: empty,
  body: none,
  reply: z.object({
    filing: filingNamed,
    last: filingNamed.nullable().describe("the one before it that was not superseded"),
    own: z
      .object({ recordedAt: instant, by: z.string() })
      .nullable()
      .describe("newest facts that this node recorded itself, by hand or from a list"),
    facts: z.array(
      z.object({
        fact: z.string(),
        label: localizedText,
        filed: factValue,
        last: factValue,
        own: factValue,
        changed: z.boolean().describe("against the last filing"),
        disagrees: z.boolean().describe("with the supervisor's own record, where it has one"),
      }),
    ),
    grades: z.array(
      z.object({
        type: z.string(),
        filed: z.number().int().nullable(),
        regraded: z.number().int().nullable(),
        last: z.number().int().nullable(),
      }),
    ),
    requirements: z.array(
      z.object({
        type: z.string(),
        requirement: z.string(),
        title: localizedText,
        verdict: z.string(),
        last: z.string().nullable(),
      }),
    ),
    /** What the enterprise has committed to: evidence stays there, and could be asked for by these hashes. */
    commitment: z.object({
      body: sha256.describe("of what was signed"),
      files: z.array(sha256),
      observations: z.number().int(),
      evidenceAsOf: instant.nullable(),
      pack: sha256,
    }),
  }),
  errors: ["request.not-found"],
});

export const answerFilings = endpoint({
  name: "answerFilings",
  summary: {
    zh: "批量答复：逐件独立，各有结果",
    en: "Answer many filings: each by itself, each with its own result",
  },
  method: "POST",
  url: "/filing-answers",
  permission: "filing:answer",
  path: empty,
  query: empty,
  body: z.object({
    answers: z
      .array(z.object({ enterpriseId, filingId: messageId, answer: answerBody }))
      .min(1)
      .max(200),
  }),
  reply: z.object({
    results: z.array(
      z.object({
        enterpriseId,
        filingId: messageId,
        state: filingState.nullable().describe("null: not answered"),
        error: localizedText.extend({ code: z.string() }).nullable(),
      }),
    ),
    answered: z.number().int(),
    failed: z.number().int(),
  }),
  errors: ["request.invalid"],
});

export const suggestReasons = endpoint({
  name: "suggestReasons",
  summary: {
    zh: "退回理由建议：本节点以往用过的，按次数与新近排序；以及常用语",
    en: "Reasons for a return: those this node used before, by how often and how lately; and templates",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/filings/{filingId}/reason-suggestions",
  permission: "filing:answer",
  path: filingPath,
  query: z.object({
    item: z.string().max(80).optional().describe("default: every item of the filing"),
  }),
  body: none,
  reply: z.object({
    suggestions: z.array(
      z.object({
        item: z.string().nullable(),
        text: optionalWords,
        used: z.number().int().describe("times, in the last 5,000 returns"),
        usedForSameType: z.number().int(),
        lastUsedAt: instant,
      }),
    ),
    templates: z.array(
      z.object({ id: z.uuid(), item: z.string().nullable(), text: optionalWords }),
    ),
  }),
  errors: ["request.not-found"],
});

const template = z.object({
  id: z.uuid(),
  pack: z.string().describe("id of the pack, whatever its version"),
  item: z.string().nullable().describe("requirement or fact; null: for a filing as a whole"),
  text: optionalWords,
  changedAt: instant,
  changedBy: z.string().nullable(),
});

export const listReasonTemplates = endpoint({
  name: "listReasonTemplates",
  summary: { zh: "退回理由常用语", en: "Templates of reasons for a return" },
  method: "GET",
  url: "/reason-templates",
  permission: "filing:answer",
  path: empty,
  query: z.object({ pack: z.string().max(100).optional() }),
  body: none,
  reply: z.object({ templates: z.array(template) }),
  errors: [],
});

const templateBody = z.object({
  pack: z.string().min(1).max(100),
  item: z.string().max(80).nullable(),
  text: written,
});

export const createReasonTemplate = endpoint({
  name: "createReasonTemplate",
  summary: { zh: "新增退回理由常用语", en: "Add a template of a reason" },
  method: "POST",
  url: "/reason-templates",
  permission: "filing:answer",
  path: empty,
  query: empty,
  body: templateBody,
  reply: template,
  errors: ["pack.not-found", "filing.unknown-item"],
});

const templatePath = z.object({ templateId: z.uuid() });

export const changeReasonTemplate = endpoint({
  name: "changeReasonTemplate",
  summary: { zh: "修改退回理由常用语", en: "Change a template of a reason" },
  method: "PUT",
  url: "/reason-templates/{templateId}",
  permission: "filing:answer",
  path: templatePath,
  query: empty,
  body: templateBody,
  reply: template,
  errors: ["request.not-found", "pack.not-found", "filing.unknown-item"],
});

export const removeReasonTemplate = endpoint({
  name: "removeReasonTemplate",
  summary: { zh: "删除退回理由常用语", en: "Remove a template of a reason" },
  method: "DELETE",
  url: "/reason-templates/{templateId}",
  permission: "filing:answer",
  path: templatePath,
  query: empty,
  body: none,
  reply: empty,
  errors: ["request.not-found"],
});
