/** Findings (问题): numbered for life, rectified by an owner until a day, closed subject by subject by a retest. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import {
  engagementPath,
  line,
  person,
  prose,
  requirementId,
  severity,
  subjectRef,
} from "./engagement-shapes.ts";
import {
  empty,
  enterprisePath,
  instant,
  localizedText,
  none,
  packRef,
  page,
  sha256,
} from "./schemas.ts";

const findingPath = enterprisePath.extend({ findingId: z.uuid() });

const closing = z.object({
  at: instant,
  by: person,
  how: z
    .enum(["evidence", "check"])
    .describe("evidence that proves it now; or an assessor who looked"),
  note: z.string().nullable(),
});

export const finding = z.object({
  id: z.uuid(),
  number: z.string().describe("kept for life, e.g. F-2026-0001; never opened again under it"),
  engagement: z.object({ id: z.uuid(), number: z.string() }),
  pack: packRef,
  requirement: z.string(),
  requirementTitle: localizedText,
  title: z.string(),
  severity,
  risk: z.string(),
  recommendation: z.string(),
  state: z.enum(["open", "closed"]),
  subjects: z.array(subjectRef.extend({ closed: closing.nullable() })),
  subjectsShown: z
    .boolean()
    .describe(
      "false: which subjects is for the firm, its assessors and auditors; they are counted",
    ),
  subjectsOpen: z.number().int(),
  subjectsTotal: z.number().int(),
  raisedAt: instant,
  raisedBy: person,
  closedAt: instant.nullable(),
  repeats: z.string().nullable().describe("number of the closed finding that this one repeats"),
  repeatedBy: z.string().nullable(),
  rectification: z
    .object({
      owner: z.string(),
      dueOn: z.iso.date(),
      state: z.enum(["planned", "inProgress", "done"]),
      overdue: z.boolean(),
      workingDaysLeft: z
        .number()
        .int()
        .nullable()
        .describe("below zero: overdue; null: the holidays of the year are not known"),
      steps: z.array(
        z.object({
          at: instant,
          by: person,
          note: z.string(),
          evidence: z.array(sha256),
          state: z.enum(["planned", "inProgress", "done"]),
        }),
      ),
    })
    .nullable(),
  machineNow: z
    .object({
      proven: z.array(subjectRef).describe("open subjects of which evidence now proves it"),
      contradicted: z.array(subjectRef),
    })
    .nullable()
    .describe("what evidence says now of its open subjects; null where it is listed with others"),
});

export const listFindings = endpoint({
  name: "listFindings",
  summary: { zh: "企业的问题清单", en: "Findings of an enterprise" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/findings",
  permission: "finding:read",
  path: enterprisePath,
  query: z.object({
    state: z.enum(["open", "closed"]).optional(),
    engagement: z.uuid().optional().describe("raised in it"),
    requirement: requirementId.optional(),
    ...page,
  }),
  body: none,
  reply: z.object({
    findings: z.array(finding),
    nextCursor: z.string().nullable(),
    open: z.number().int(),
    overdue: z.number().int(),
  }),
  errors: ["request.not-found", "request.invalid"],
});

export const getFinding = endpoint({
  name: "getFinding",
  summary: {
    zh: "一个问题：对象、整改、复测",
    en: "One finding: subjects, rectification, retests",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/findings/{findingId}",
  permission: "finding:read",
  path: findingPath,
  query: empty,
  body: none,
  reply: finding,
  errors: ["request.not-found"],
});

const words = {
  title: line(200),
  severity,
  risk: prose(4000),
  recommendation: prose(4000),
};

export const raiseFinding = endpoint({
  name: "raiseFinding",
  summary: {
    zh: "提出问题；对象缺省为证据表明不符合的对象",
    en: "Raise a finding; subjects default to those that the evidence contradicts",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/findings",
  permission: "engagement:write",
  path: engagementPath,
  query: empty,
  body: z.object({
    requirement: requirementId,
    subjects: z.array(subjectRef).min(1).max(500).optional(),
    ...words,
  }),
  reply: finding,
  errors: [
    "request.not-found",
    "engagement.stage",
    "engagement.not-in-team",
    "engagement.out-of-scope",
    "finding.open-already",
  ],
});

export const changeFinding = endpoint({
  name: "changeFinding",
  summary: { zh: "修改问题的文字和严重程度", en: "Change the words and the severity of a finding" },
  method: "PUT",
  url: "/enterprises/{enterpriseId}/findings/{findingId}",
  permission: "engagement:write",
  path: findingPath,
  query: empty,
  body: z.object(words),
  reply: finding,
  errors: ["request.not-found", "engagement.stage", "engagement.not-in-team", "finding.closed"],
});

export const planRectification = endpoint({
  name: "planRectification",
  summary: {
    zh: "确定整改责任人和期限（日期或工作日数）",
    en: "Set who rectifies it and until when, as a date or in working days",
  },
  method: "PUT",
  url: "/enterprises/{enterpriseId}/findings/{findingId}/rectification",
  permission: "finding:write",
  path: findingPath,
  query: empty,
  body: z.object({
    owner: line(100).describe("a role or a department"),
    due: z.union([
      z.object({ on: z.iso.date() }),
      z.object({ workingDays: z.number().int().min(1).max(500) }),
    ]),
  }),
  reply: finding,
  errors: ["request.not-found", "finding.closed", "finding.due-past", "finding.calendar-unknown"],
});

export const reportRectification = endpoint({
  name: "reportRectification",
  summary: { zh: "填报整改进展和材料", en: "Report progress of rectification, with evidence" },
  method: "POST",
  url: "/enterprises/{enterpriseId}/findings/{findingId}/steps",
  permission: "finding:write",
  path: findingPath,
  query: empty,
  body: z.object({
    note: prose(4000),
    state: z.enum(["inProgress", "done"]),
    evidence: z
      .array(sha256)
      .max(50)
      .default([])
      .describe("evidence files or documents that the firm holds on the node"),
  }),
  reply: finding,
  errors: [
    "request.not-found",
    "finding.closed",
    "finding.no-rectification",
    "finding.unknown-evidence",
  ],
});

export const retestFinding = endpoint({
  name: "retestFinding",
  summary: {
    zh: "复测：只关闭证据或核查所覆盖的对象，其余仍未关闭",
    en: "Retest: closes exactly the subjects that evidence or a check covers; the rest stays open",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/findings/{findingId}/retests",
  permission: "finding:review",
  path: findingPath,
  query: empty,
  body: z.discriminatedUnion("by", [
    z.object({ by: z.literal("evidence") }),
    z.object({
      by: z.literal("check"),
      subjects: z.array(subjectRef).min(1).max(500),
      note: prose(2000),
    }),
  ]),
  reply: z.object({
    finding,
    closed: z.array(subjectRef),
    stillOpen: z.array(subjectRef.extend({ says: z.enum(["contradicts", "nothing"]) })),
  }),
  errors: [
    "request.not-found",
    "finding.closed",
    "finding.unknown-subject",
    "finding.not-retester",
  ],
});
