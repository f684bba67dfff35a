/** The registry of enterprises and the facts they are graded by. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { verificationStatus } from "./filing-cases.ts";
import { gradeReport } from "./grading.ts";
import {
  empty,
  enterpriseId,
  enterprisePath,
  facts,
  instant,
  localizedText,
  none,
  page,
} from "./schemas.ts";

const sector = z.enum(["raw-materials", "equipment", "consumer", "electronics", "outside"]);

const registryOrder = z
  .enum(["creditCode", "name", "grade", "newest"])
  .describe("by credit code, by pinyin of the name, highest grade first, last registered first");

export const enterpriseSummary = z.object({
  id: enterpriseId,
  creditCode: z.string(),
  name: localizedText,
  jurisdiction: z.string(),
  city: z.object({ code: z.string(), name: localizedText }).nullable(),
  division: z.string().describe("GB/T 4754-2017 division, e.g. C31"),
  sector,
  synthetic: z.boolean(),
  filing: z.string().describe("standing of the current filing; unfiled: there is none"),
  grades: z.array(
    z.object({
      type: z.string(),
      grade: z.number().int().nullable(),
      possible: z.array(z.number().int()),
      verification: verificationStatus,
    }),
  ),
});

export type EnterpriseSummary = z.infer<typeof enterpriseSummary>;

export const listEnterprises = endpoint({
  name: "listEnterprises",
  summary: { zh: "企业名录", en: "The registry of enterprises" },
  method: "GET",
  url: "/enterprises",
  permission: "registry:read",
  path: empty,
  query: z.object({
    search: z
      .string()
      .max(100)
      .optional()
      .describe(
        "part of a name, its initials in pinyin, the start of its full pinyin, or the start of a credit code",
      ),
    jurisdiction: z.string().max(20).optional().describe("code of a jurisdiction"),
    city: z.string().max(20).optional().describe("code of a city"),
    sector: sector.optional(),
    division: z.string().max(10).optional().describe("GB/T 4754-2017 division, e.g. C31"),
    filing: z
      .string()
      .max(40)
      .optional()
      .describe("standing of the current filing; unfiled: there is none"),
    type: z.string().max(100).optional(),
    grade: z.union([z.coerce.number().int(), z.literal("undetermined")]).optional(),
    order: registryOrder.default("creditCode"),
    ...page,
  }),
  body: none,
  reply: z.object({
    items: z.array(enterpriseSummary),
    total: z.object({
      count: z.number().int(),
      exact: z.boolean().describe("false: there are at least so many"),
    }),
    nextCursor: z.string().nullable(),
  }),
  errors: ["request.invalid"],
});

export const createEnterprise = endpoint({
  name: "createEnterprise",
  summary: { zh: "登记企业", en: "Register an enterprise" },
  method: "POST",
  url: "/enterprises",
  permission: "registry:write",
  path: empty,
  query: empty,
  body: z.object({
    creditCode: z.string().max(40),
    name: z.string().trim().min(1).max(200),
    jurisdiction: z.string().max(20),
    city: z
      .string()
      .max(20)
      .nullable()
      .describe("code of a city of the jurisdiction; null where not listed"),
    division: z.string().max(10),
  }),
  reply: enterpriseSummary,
  errors: [
    "request.invalid",
    "enterprise.name",
    "enterprise.credit-code",
    "enterprise.division",
    "enterprise.exists",
  ],
});

export const getEnterprise = endpoint({
  name: "getEnterprise",
  summary: { zh: "一家企业及其事实", en: "One enterprise and its facts" },
  method: "GET",
  url: "/enterprises/{enterpriseId}",
  permission: "enterprise:read",
  path: enterprisePath,
  query: empty,
  body: none,
  reply: enterpriseSummary.extend({
    factsId: z.string().nullable(),
    facts,
    factsRecordedAt: instant.nullable(),
  }),
  errors: ["request.not-found"],
});

export const saveFacts = endpoint({
  name: "saveFacts",
  summary: { zh: "保存事实并重新定级", en: "Save facts and regrade" },
  method: "PUT",
  url: "/enterprises/{enterpriseId}/facts",
  permission: "enterprise:write",
  path: enterprisePath,
  query: empty,
  body: z.object({
    facts,
    basedOn: z
      .string()
      .nullable()
      .describe("factsId that the edit started from; refused when newer facts exist"),
  }),
  reply: z.object({ factsId: z.string(), recordedAt: instant, report: gradeReport }),
  errors: ["request.not-found", "fact.wrong-type", "fact.conflict"],
});

export const listFactsHistory = endpoint({
  name: "listFactsHistory",
  summary: { zh: "事实的历次版本", en: "Earlier versions of the facts" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/facts",
  permission: "enterprise:read",
  path: enterprisePath,
  query: empty,
  body: none,
  reply: z.object({
    versions: z.array(
      z.object({ factsId: z.string(), recordedAt: instant, actor: z.string(), facts }),
    ),
  }),
  errors: ["request.not-found"],
});

export const listEvents = endpoint({
  name: "listEvents",
  summary: { zh: "企业的操作记录", en: "What was done, when and by whom" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/events",
  permission: "enterprise:read",
  path: enterprisePath,
  query: z.object(page),
  body: none,
  reply: z.object({
    events: z.array(
      z.object({
        id: z.string(),
        at: instant,
        actor: z.string(),
        actorName: z.string().nullable().describe("null: no person or token with a name"),
        action: z.string(),
        subject: z.string(),
        hash: z.string(),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
  errors: ["request.not-found"],
});
