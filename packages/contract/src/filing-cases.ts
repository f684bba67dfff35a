/** Where an enterprise stands with its supervisor, what is due when and why, and a supervisor's worklists. */

import { caseStages, occasions } from "@fenji/submission";
import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import {
  areaCode,
  empty,
  enterpriseId,
  enterprisePath,
  instant,
  localizedText,
  none,
  packRef,
  page,
  standing,
} from "./schemas.ts";

export const occasion = z
  .enum(occasions)
  .describe("initial: first filing; the others once it is registered");

export const caseStage = z.enum(caseStages);

/** Of a grade: computed by the firm, checked by the supervisor, or registered under a number. */
export const verificationStatus = z.enum(["self-assessed", "verified", "registered"]);

export const verification = z.object({
  type: z.string(),
  status: verificationStatus,
  at: instant.nullable(),
  /** Who verified or registered: the supervisor's node, or the person where this is that node. */
  by: z.string().nullable(),
  registrationNumber: z.string().nullable(),
});

export const caseParty = z.enum(["enterprise", "supervisor", "assessor"]);

/** What is to be done, by whom, until when, and by which rule. */
export const due = z.object({
  deadline: z.string().describe("id of the rule in the pack, e.g. file-first"),
  label: localizedText,
  does: z.enum([
    "file",
    "verify",
    "refile",
    "register",
    "protect",
    "assess",
    "rectify",
    "report-change",
  ]),
  by: caseParty,
  /** The day from which the time runs, in China. */
  from: z.iso.date(),
  dueOn: z.iso.date(),
  overdue: z.boolean(),
  within: z.object({ amount: z.number().int(), unit: z.enum(["workingDays", "days", "months"]) }),
  standing,
  source: z.object({ title: localizedText, clause: z.string().nullable() }).nullable(),
  /** false: some of the days lie beyond the last year whose holidays are known, and only weekends count there. */
  holidaysKnown: z.boolean(),
});

export type Due = z.infer<typeof due>;

const openFiling = z.object({
  filingId: z.uuid(),
  occasion,
  state: z.enum(["submitted", "returned", "verified"]),
});

export const filingCase = z.object({
  enterprise: z.object({
    id: enterpriseId,
    creditCode: z.string(),
    name: z.string(),
    nameEn: z.string().nullable().describe("where this node knows one"),
  }),
  pack: packRef,
  type: z.string(),
  line: z.enum(["industry", "communications", "both"]).describe("who supervises this type"),
  inScope: z.boolean(),
  stage: caseStage,
  stageSince: instant,
  grade: z.number().int().nullable().describe("by this node; null: undetermined"),
  filedGrade: z.number().int().nullable(),
  registrationNumber: z.string().nullable(),
  verification: verification.omit({ type: true }),
  open: openFiling.nullable().describe("the filing that is not settled"),
  lastFilingId: z.uuid().nullable(),
  differs: z.boolean().describe("regrading what was filed gave another grade"),
  changedOn: z.iso.date().nullable().describe("since when a change is to be reported"),
  waitsFor: caseParty.nullable(),
  does: due.shape.does.nullable(),
  dueOn: z.iso.date().nullable(),
});

export type FilingCase = z.infer<typeof filingCase>;

export const worklist = z
  .enum([
    "unfiled",
    "waiting",
    "overdue",
    "due-soon",
    "differs",
    "to-change",
    "rectification-overdue",
    "assessment-due",
  ])
  .describe(
    "unfiled: due but not filed (应报未报); waiting: for the supervisor; due-soon: of the firm, within 10 days; " +
      "assessment-due: within 30 days or late",
  );

export type Worklist = z.infer<typeof worklist>;

export const listFilingCases = endpoint({
  name: "listFilingCases",
  summary: {
    zh: "主管部门的工作清单：应报未报、逾期、待我处理等，按到期日",
    en: "A supervisor's worklists: due but not filed, overdue, waiting and more, by due date",
  },
  method: "GET",
  url: "/filing-cases",
  permission: "filing:read",
  path: empty,
  query: z.object({
    list: worklist.default("unfiled"),
    type: z.string().max(100).optional(),
    jurisdiction: areaCode.optional(),
    ...page,
  }),
  body: none,
  reply: z.object({
    today: z.iso.date().describe("in China"),
    counts: z.record(worklist, z.number().int()).describe("of every list, under the same filter"),
    cases: z.array(filingCase),
    nextCursor: z.string().nullable(),
  }),
  errors: ["request.invalid"],
});

export const listEnterpriseCases = endpoint({
  name: "listEnterpriseCases",
  summary: {
    zh: "一家企业的备案情况：到了哪一步、什么到期、依据什么",
    en: "Where an enterprise stands: stage, what is due, by which rule",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/filing-cases",
  permission: "filing:read",
  path: enterprisePath,
  query: empty,
  body: none,
  reply: z.object({
    today: z.iso.date(),
    /** Until the supervisor has verified: how every grade is to be read. */
    notice: localizedText.nullable(),
    cases: z.array(
      filingCase.extend({
        dues: z.array(due),
        rectification: z
          .array(z.object({ requirement: z.string(), title: localizedText, verdict: z.string() }))
          .describe("what the last assessment left open"),
        changedFacts: z
          .array(z.object({ fact: z.string(), label: localizedText }))
          .describe("material facts that differ from what was registered"),
        mayFile: z.array(occasion),
      }),
    ),
  }),
  errors: ["request.not-found"],
});

export const declareScope = endpoint({
  name: "declareScope",
  summary: {
    zh: "把企业列入（或移出）应报范围，不论事实是否齐全",
    en: "Put enterprises on (or off) the list of those that have to file, whatever their facts say",
  },
  method: "POST",
  url: "/filing-cases/declarations",
  permission: "registry:write",
  path: empty,
  query: empty,
  body: z.object({
    enterprises: z.array(enterpriseId).min(1).max(1_000),
    type: z.string().max(80),
    inScope: z.boolean(),
  }),
  reply: z.object({ changed: z.number().int() }),
  errors: ["request.invalid", "filing.unknown-type"],
});
