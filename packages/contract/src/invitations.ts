/** Invitations into an organisation: one-time links, because the node sends no mail. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { oneTimeLink, organisationPath } from "./organisations.ts";
import { organisationKind, role } from "./roles.ts";
import { email, empty, instant, linkSecret, none, password, shownName } from "./schemas.ts";

const invitation = z.object({
  id: z.uuid(),
  role,
  manager: z.boolean(),
  email: z.string().nullable().describe("only this account may accept; null: whoever has the link"),
  createdAt: instant,
  expiresAt: instant,
});

export const inviteMember = endpoint({
  name: "inviteMember",
  summary: {
    zh: "邀请成员：得到一次性链接（只显示一次）",
    en: "Invite a member: answers a one-time link, shown once",
  },
  method: "POST",
  url: "/organisations/{organisationId}/invitations",
  permission: "member:write",
  path: organisationPath,
  query: empty,
  body: z.object({ role, manager: z.boolean(), email: email.nullable() }),
  reply: z.object({ invitation, link: oneTimeLink }),
  errors: ["request.not-found", "member.role", "member.led"],
});

export const listInvitations = endpoint({
  name: "listInvitations",
  summary: { zh: "尚未接受的邀请", en: "Invitations that wait" },
  method: "GET",
  url: "/organisations/{organisationId}/invitations",
  permission: "member:read",
  path: organisationPath,
  query: empty,
  body: none,
  reply: z.object({ invitations: z.array(invitation) }),
  errors: ["request.not-found"],
});

export const withdrawInvitation = endpoint({
  name: "withdrawInvitation",
  summary: { zh: "收回邀请", en: "Withdraw an invitation" },
  method: "DELETE",
  url: "/organisations/{organisationId}/invitations/{invitationId}",
  permission: "member:write",
  path: z.object({ organisationId: z.uuid(), invitationId: z.uuid() }),
  query: empty,
  body: none,
  reply: z.object({ withdrawn: z.literal(true) }),
  errors: ["request.not-found"],
});

export const lookAtInvitation = endpoint({
  name: "lookAtInvitation",
  summary: { zh: "查看收到的邀请", en: "Look at an invitation before accepting it" },
  method: "POST",
  url: "/invitations/look",
  permission: null,
  path: empty,
  query: empty,
  body: z.object({ secret: linkSecret }),
  reply: z.object({
    organisation: z.object({ name: z.string(), kind: organisationKind }),
    role,
    manager: z.boolean(),
    email: z.string().nullable(),
    expiresAt: instant,
  }),
  errors: ["session.local-mode", "session.locked", "link.spent"],
});

export const acceptInvitation = endpoint({
  name: "acceptInvitation",
  summary: {
    zh: "接受邀请：用已登录的账户，或建立新账户",
    en: "Accept an invitation with the signed-in account or with a new one",
  },
  method: "POST",
  url: "/invitations/accept",
  permission: null,
  path: empty,
  query: empty,
  body: z.object({
    secret: linkSecret,
    account: z
      .object({ email, name: shownName, password })
      .nullable()
      .describe("null: accept with the signed-in account"),
  }),
  reply: z.object({ user: z.object({ id: z.uuid(), name: z.string() }) }),
  errors: [
    "session.local-mode",
    "session.required",
    "session.locked",
    "session.busy",
    "link.spent",
    "invitation.other-email",
    "invitation.own",
    "account.exists",
    "member.exists",
    "password.too-short",
    "password.guessable",
  ],
});
