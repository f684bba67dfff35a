/** Which assessor may look at which firm, and for how long. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { empty, enterprisePath, instant, none } from "./schemas.ts";

const assignment = z.object({
  id: z.uuid(),
  organisation: z.object({ id: z.uuid(), name: z.string() }),
  from: instant,
  until: instant,
  state: z.enum(["planned", "running", "over"]),
  assignedBy: z.string(),
});

export const listAssignments = endpoint({
  name: "listAssignments",
  summary: { zh: "受派的评测机构", en: "Assessors assigned to a firm" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/assignments",
  permission: "assignment:read",
  path: enterprisePath,
  query: empty,
  body: none,
  reply: z.object({ assignments: z.array(assignment) }),
  errors: ["request.not-found"],
});

export const assignAssessor = endpoint({
  name: "assignAssessor",
  summary: {
    zh: "在一段时间内委派评测机构查看并评估本企业",
    en: "Let an assessor look at the firm for a time",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/assignments",
  permission: "assignment:write",
  path: enterprisePath,
  query: empty,
  body: z.object({
    organisationId: z.uuid(),
    from: instant.optional().describe("now where left out"),
    until: instant,
  }),
  reply: assignment,
  errors: ["request.not-found", "assignment.period", "assignment.not-assessor"],
});

export const endAssignment = endpoint({
  name: "endAssignment",
  summary: { zh: "立即结束委派", en: "End an assignment now" },
  method: "DELETE",
  url: "/enterprises/{enterpriseId}/assignments/{assignmentId}",
  permission: "assignment:write",
  path: enterprisePath.extend({ assignmentId: z.uuid() }),
  query: empty,
  body: none,
  reply: assignment,
  errors: ["request.not-found"],
});
