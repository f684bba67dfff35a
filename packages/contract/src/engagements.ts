/** Assessment as work: an engagement from its preparation to its end. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import {
  authorisation,
  engagement,
  engagementPath,
  engagementSummary,
  line,
  person,
  personId,
  prose,
  requirementId,
  sample,
  teamRole,
} from "./engagement-shapes.ts";
import { empty, enterprisePath, none, page } from "./schemas.ts";

export const listEngagements = endpoint({
  name: "listEngagements",
  summary: { zh: "企业的评测项目，最新在前", en: "Assessment engagements, newest first" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/engagements",
  permission: "engagement:read",
  path: enterprisePath,
  query: z.object(page),
  body: none,
  reply: z.object({
    engagements: z.array(engagementSummary),
    nextCursor: z.string().nullable(),
  }),
  errors: ["request.not-found", "request.invalid"],
});

export const createEngagement = endpoint({
  name: "createEngagement",
  summary: { zh: "新建评测项目", en: "Begin an assessment engagement" },
  method: "POST",
  url: "/enterprises/{enterpriseId}/engagements",
  permission: "engagement:write",
  path: enterprisePath,
  query: empty,
  body: z.object({
    title: line(200),
    kind: z.enum(["self", "thirdParty"]),
    organisationId: z
      .uuid()
      .optional()
      .describe("the assessor of a third-party engagement; of an assessor's own where left out"),
    pack: z.string().max(200).optional().describe("`id@version`; default: the regime in force"),
    type: z.string().max(100).optional().describe("graded type; default: the first that applies"),
    grade: z.number().int().optional().describe("default: the grade, else the highest possible"),
  }),
  reply: engagement,
  errors: ["request.not-found", "pack.not-found", "engagement.organisation"],
});

export const getEngagement = endpoint({
  name: "getEngagement",
  summary: { zh: "一个评测项目", en: "One assessment engagement" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}",
  permission: "engagement:read",
  path: engagementPath,
  query: empty,
  body: none,
  reply: engagement,
  errors: ["request.not-found", "pack.not-found"],
});

const stageErrors = ["request.not-found", "engagement.stage", "engagement.not-in-team"] as const;

export const changeEngagement = endpoint({
  name: "changeEngagement",
  summary: { zh: "修改名称、计划截止日", en: "Change the title and the planned cut-off" },
  method: "PUT",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}",
  permission: "engagement:write",
  path: engagementPath,
  query: empty,
  body: z.object({ title: line(200), plannedCutOff: z.iso.date().nullable() }),
  reply: engagement,
  errors: [...stageErrors],
});

export const listEngagementPeople = endpoint({
  name: "listEngagementPeople",
  summary: { zh: "可以加入评测组的人", en: "People who may join the team" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/people",
  permission: "engagement:read",
  path: engagementPath,
  query: empty,
  body: none,
  reply: z.object({ people: z.array(person) }),
  errors: ["request.not-found"],
});

export const setEngagementTeam = endpoint({
  name: "setEngagementTeam",
  summary: { zh: "确定评测组成员与角色", en: "Set the team and its roles" },
  method: "PUT",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/team",
  permission: "engagement:write",
  path: engagementPath,
  query: empty,
  body: z.object({
    members: z
      .array(z.object({ person: personId, role: teamRole }))
      .max(100)
      .describe("a person may have several roles; reviewer and approver are not who prepares"),
  }),
  reply: engagement,
  errors: [...stageErrors, "engagement.not-a-candidate", "engagement.lead-missing"],
});

export const setEngagementScope = endpoint({
  name: "setEngagementScope",
  summary: {
    zh: "确定评测范围：排除的要求须说明理由",
    en: "Set the scope; each requirement left out needs a reason",
  },
  method: "PUT",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/scope",
  permission: "engagement:write",
  path: engagementPath,
  query: empty,
  body: z.object({
    statement: prose(4000),
    excluded: z.array(z.object({ requirement: requirementId, reason: prose(1000) })).max(2000),
  }),
  reply: engagement,
  errors: [...stageErrors, "engagement.unknown-requirement"],
});

export const drawEngagementSample = endpoint({
  name: "drawEngagementSample",
  summary: {
    zh: "按种子随机抽样；同一种子得到同一样本",
    en: "Draw a random sample by a seed; the same seed draws the same",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/samples",
  permission: "engagement:write",
  path: engagementPath,
  query: empty,
  body: z.object({
    kind: sample.shape.kind,
    rule: sample.shape.rule,
    size: z.number().int().min(1).max(1000).optional().describe("of the rule `fixed`"),
    seed: sample.shape.seed.optional().describe("made by the node where left out"),
  }),
  reply: engagement,
  errors: [...stageErrors, "engagement.nothing-to-sample"],
});

export const assignRequirements = endpoint({
  name: "assignRequirements",
  summary: { zh: "把要求分派给评测人员", en: "Assign requirements to members of the team" },
  method: "PUT",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/assignments",
  permission: "engagement:write",
  path: engagementPath,
  query: empty,
  body: z.object({
    assignments: z
      .array(z.object({ person: personId, requirements: z.array(requirementId).max(2000) }))
      .max(100),
  }),
  reply: engagement,
  errors: [...stageErrors, "engagement.unknown-requirement", "engagement.not-a-candidate"],
});

export const confirmEngagementStart = endpoint({
  name: "confirmEngagementStart",
  summary: {
    zh: "被评测企业确认进场；主动扫描须有书面授权并写明风险",
    en: "The firm confirms the start; active scans need a written authorisation that states the risk",
  },
  method: "PUT",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/start",
  permission: "engagement:release",
  path: engagementPath,
  query: empty,
  body: z.object({ activeScans: authorisation.nullable() }),
  reply: engagement,
  errors: [...stageErrors, "engagement.confirmed-by-firm"],
});

export const moveEngagement = endpoint({
  name: "moveEngagement",
  summary: {
    zh: "进入下一阶段、说明理由退回，或取消",
    en: "Move on to the next stage, go back with a reason, or cancel",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/stage",
  permission: "engagement:write",
  path: engagementPath,
  query: empty,
  body: z.object({
    to: z.enum(["plan", "field", "report", "closed", "cancelled"]),
    reason: prose(2000).nullable().default(null).describe("needed to go back and to cancel"),
  }),
  reply: engagement,
  errors: [...stageErrors, "engagement.blocked", "engagement.reason-missing"],
});
