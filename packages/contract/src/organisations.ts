/** Organisations and their members. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { line, organisationKind, role } from "./roles.ts";
import { organisationShown } from "./session.ts";
import { areaCode, empty, instant, none, shownName } from "./schemas.ts";

const organisation = organisationShown.extend({
  suspendedAt: instant.nullable(),
  createdAt: instant,
  members: z.number().int(),
});

export const organisationPath = z.object({ organisationId: z.uuid() });

/** A link is shown once and never kept; its secret stands after `#`, so that it reaches no log. */
export const oneTimeLink = z.object({ url: z.url(), expiresAt: instant });

export const listOrganisations = endpoint({
  name: "listOrganisations",
  summary: {
    zh: "单位：管理员看到全部，其他人看到自己的单位和评测机构",
    en: "Organisations: all for administrators; one's own and the assessors for others",
  },
  method: "GET",
  url: "/organisations",
  permission: "organisation:read",
  path: empty,
  query: z.object({ kind: organisationKind.optional() }),
  body: none,
  reply: z.object({ organisations: z.array(organisation) }),
  errors: [],
});

/** What each kind needs is checked together: a firm is registered, a supervisor has an area. */
const newOrganisation = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("enterprise"),
    name: shownName,
    creditCode: z.string().max(40),
    jurisdiction: areaCode,
    city: areaCode.nullable(),
    division: areaCode,
  }),
  z.object({
    kind: z.literal("supervisor"),
    name: shownName,
    jurisdiction: areaCode.describe("CN is the ministry"),
    line: line.nullable().describe("null: every line"),
  }),
  z.object({
    kind: z.enum(["assessor", "vendor", "fund", "institution", "park"]),
    name: shownName,
  }),
]);

export const createOrganisation = endpoint({
  name: "createOrganisation",
  summary: {
    zh: "建立单位，并得到邀请其负责人的一次性链接",
    en: "Create an organisation; answers the one-time link that invites who leads it",
  },
  method: "POST",
  url: "/organisations",
  permission: "organisation:manage",
  path: empty,
  query: empty,
  body: newOrganisation,
  reply: z.object({ organisation, invitation: oneTimeLink }),
  errors: [
    "request.invalid",
    "request.not-found",
    "enterprise.name",
    "enterprise.credit-code",
    "enterprise.division",
    "enterprise.exists",
    "organisation.exists",
  ],
});

export const getOrganisation = endpoint({
  name: "getOrganisation",
  summary: { zh: "一个单位", en: "One organisation" },
  method: "GET",
  url: "/organisations/{organisationId}",
  permission: "organisation:read",
  path: organisationPath,
  query: empty,
  body: none,
  reply: organisation,
  errors: ["request.not-found"],
});

export const renameOrganisation = endpoint({
  name: "renameOrganisation",
  summary: { zh: "更改单位名称", en: "Rename an organisation" },
  method: "PUT",
  url: "/organisations/{organisationId}",
  permission: "organisation:write",
  path: organisationPath,
  query: empty,
  body: z.object({ name: shownName }),
  reply: organisation,
  errors: ["request.not-found"],
});

export const suspendOrganisation = endpoint({
  name: "suspendOrganisation",
  summary: {
    zh: "停用或恢复单位：停用后其成员与令牌立即失去权限",
    en: "Suspend or resume an organisation: its members and tokens lose every right at once",
  },
  method: "PUT",
  url: "/organisations/{organisationId}/suspension",
  permission: "organisation:manage",
  path: organisationPath,
  query: empty,
  body: z.object({ suspended: z.boolean() }),
  reply: organisation,
  errors: ["request.not-found", "member.last-lead"],
});

const member = z.object({
  userId: z.uuid(),
  name: z.string(),
  email: z.string(),
  role,
  manager: z.boolean(),
  since: instant,
  disabled: z.boolean(),
});

const memberPath = z.object({ organisationId: z.uuid(), userId: z.uuid() });

export const listMembers = endpoint({
  name: "listMembers",
  summary: { zh: "单位成员", en: "Members of an organisation" },
  method: "GET",
  url: "/organisations/{organisationId}/members",
  permission: "member:read",
  path: organisationPath,
  query: empty,
  body: none,
  reply: z.object({ members: z.array(member) }),
  errors: ["request.not-found"],
});

export const changeMember = endpoint({
  name: "changeMember",
  summary: { zh: "更改成员的角色", en: "Change what a member may do" },
  method: "PUT",
  url: "/organisations/{organisationId}/members/{userId}",
  permission: "member:write",
  path: memberPath,
  query: empty,
  body: z.object({
    role,
    manager: z
      .boolean()
      .describe("may invite and remove members; owners and administrators always do"),
  }),
  reply: member,
  errors: ["request.not-found", "member.role", "member.last-lead"],
});

export const removeMember = endpoint({
  name: "removeMember",
  summary: { zh: "移除成员", en: "Remove a member" },
  method: "DELETE",
  url: "/organisations/{organisationId}/members/{userId}",
  permission: "member:write",
  path: memberPath,
  query: empty,
  body: none,
  reply: z.object({ removed: z.literal(true) }),
  errors: ["request.not-found", "member.last-lead"],
});
