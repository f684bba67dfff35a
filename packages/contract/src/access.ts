/** Decisions on access: what one may do and why, what was decided, and the policies that decide. */

import { z } from "zod";
import { endpoint, type Permission } from "./endpoint.ts";
import { organisationPath } from "./organisations.ts";
import { line, organisationKind, role } from "./roles.ts";
import { empty, enterpriseId, enterprisePath, instant, none, page } from "./schemas.ts";

const permissionName = z
  .string()
  .max(100)
  .regex(/^[a-z]+:(read|write|import|manage|answer|release|review)$/);

export const rulingReason = z.object({
  id: z.string().describe("id of a policy; `default-deny` where none permits"),
  effect: z.enum(["permit", "forbid"]),
  zh: z.string(),
  en: z.string(),
});

const permitted = z.object({
  permission: z.custom<Permission>((value) => permissionName.safeParse(value).success),
  allowed: z.boolean(),
  withSecondFactor: z
    .boolean()
    .describe("whether it is, or would be once a second factor has just been shown"),
  reasons: z.array(rulingReason),
});

export const listPermissions = endpoint({
  name: "listPermissions",
  summary: { zh: "当前身份在本节点可以做什么", en: "What one may do on this node, and why" },
  method: "GET",
  url: "/permissions",
  permission: null,
  path: empty,
  query: empty,
  body: none,
  reply: z.object({ permissions: z.array(permitted) }),
  errors: [],
});

export const listEnterprisePermissions = endpoint({
  name: "listEnterprisePermissions",
  summary: {
    zh: "当前身份对一家企业可以做什么",
    en: "What one may do with an enterprise, and why",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/permissions",
  permission: "enterprise:read",
  path: enterprisePath,
  query: empty,
  body: none,
  reply: z.object({ permissions: z.array(permitted) }),
  errors: ["request.not-found"],
});

export const listOrganisationPermissions = endpoint({
  name: "listOrganisationPermissions",
  summary: {
    zh: "当前身份对一个单位可以做什么",
    en: "What one may do with an organisation, and why",
  },
  method: "GET",
  url: "/organisations/{organisationId}/permissions",
  permission: "organisation:read",
  path: organisationPath,
  query: empty,
  body: none,
  reply: z.object({ permissions: z.array(permitted) }),
  errors: ["request.not-found"],
});

const decision = z.object({
  id: z.string(),
  at: instant,
  actor: z.string(),
  actorName: z.string().nullable(),
  role: role.nullable(),
  permission: z.string(),
  resource: z.string(),
  allowed: z.boolean(),
  policies: z.array(z.string()),
  executors: z.enum(["compiled", "reference", "both", "disagreed"]),
});

const decisionQuery = z.object({
  outcome: z.enum(["allowed", "denied", "disagreed"]).optional(),
  permission: permissionName.optional(),
  actor: z.string().max(100).optional(),
  ...page,
});

const decisionsReply = z.object({
  decisions: z.array(decision),
  nextCursor: z.string().nullable(),
});

export const listDecisions = endpoint({
  name: "listDecisions",
  summary: { zh: "访问决策记录", en: "The log of access decisions" },
  method: "GET",
  url: "/decisions",
  permission: "decision:read",
  path: empty,
  query: decisionQuery,
  body: none,
  reply: decisionsReply,
  errors: ["request.invalid"],
});

export const listEnterpriseDecisions = endpoint({
  name: "listEnterpriseDecisions",
  summary: { zh: "谁访问过这家企业的数据", en: "Who asked for this enterprise's data" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/decisions",
  permission: "decision:read",
  path: enterprisePath,
  query: decisionQuery,
  body: none,
  reply: decisionsReply,
  errors: ["request.not-found", "request.invalid"],
});

const policy = z.object({
  id: z.string(),
  effect: z.enum(["permit", "forbid"]),
  zh: z.string(),
  en: z.string(),
  file: z.string(),
  source: z.string().describe("the policy as written, in Cedar"),
});

export const listPolicies = endpoint({
  name: "listPolicies",
  summary: { zh: "本节点的访问策略", en: "The access policies of this node" },
  method: "GET",
  url: "/policies",
  permission: "policy:read",
  path: empty,
  query: empty,
  body: none,
  reply: z.object({
    version: z.string().describe("SHA-256 over the policies and their schema"),
    policies: z.array(policy),
    schema: z.string(),
    permissions: z.array(z.string()).describe("every permission that an operation names"),
    sampleEvery: z.number().int().describe("one decision in so many is made by both executors"),
    compared: z.number().int().describe("decisions made by both since the start"),
    disagreed: z.number().int(),
  }),
  errors: [],
});

const posture = z.object({
  met: z.number().int().min(0).max(100_000),
  notMet: z.number().int().min(0).max(100_000),
  contested: z.number().int().min(0).max(100_000),
  notEvidenced: z.number().int().min(0).max(100_000),
});

/** The person who asks, or somebody supposed: nothing is looked up for the latter. */
const subject = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("self") }),
  z.object({
    kind: z.literal("supposed"),
    program: z.boolean().describe("a program with a token instead of a person"),
    role,
    manager: z.boolean(),
    jurisdiction: z.string().max(20).nullable(),
    line: line.nullable(),
    limitedTo: z.array(permissionName).max(100).nullable(),
  }),
]);

const resource = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("node") }),
  z.object({ kind: z.literal("enterprise"), enterpriseId }),
  z.object({
    kind: z.literal("supposed-enterprise"),
    /** `own`: the subject's, or assigned to it. */
    relation: z.enum(["own", "other"]),
    jurisdiction: z.string().max(20),
    lines: z.array(line).max(2),
    grade: z.number().int().min(0).max(30).nullable(),
    posture,
  }),
  z.object({
    kind: z.literal("supposed-organisation"),
    relation: z.enum(["own", "other"]),
    organisationKind,
  }),
]);

const circumstances = z.object({
  secondFactorAgeSeconds: z.number().int().min(0).max(100_000_000).nullable().optional(),
  secondFactorKept: z.boolean().optional(),
  risk: z.enum(["normal", "elevated"]).optional(),
  device: z.enum(["unknown", "passkey"]).optional(),
});

export const explainDecision = endpoint({
  name: "explainDecision",
  summary: {
    zh: "说明一次访问为什么允许或拒绝，可设想他人、他时的情形；不产生任何效果",
    en: "Say why an access would be allowed or denied, for oneself or somebody supposed; nothing happens",
  },
  method: "POST",
  url: "/policies/explanations",
  permission: "policy:read",
  path: empty,
  query: empty,
  body: z.object({
    permission: permissionName,
    subject,
    resource,
    circumstances: circumstances.describe("what is left out is as it is now"),
  }),
  reply: z.object({
    allowed: z.boolean(),
    reasons: z.array(rulingReason),
    policies: z.array(
      z.object({
        id: z.string(),
        effect: z.enum(["permit", "forbid"]),
        outcome: z.enum(["holds", "does-not-hold", "failed"]),
        message: z.string().nullable(),
      }),
    ),
    asked: z.string().describe("the request and entities as the policies saw them, as JSON"),
  }),
  errors: ["request.not-found", "request.invalid", "access.unknown-permission"],
});
