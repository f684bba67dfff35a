/** Accounts as the administrator sees them. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { organisationKind, role } from "./roles.ts";
import { email, empty, instant, none, page, searchText } from "./schemas.ts";

const user = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  createdAt: instant,
  disabledAt: instant.nullable(),
  lockedUntil: instant.nullable(),
  secondFactor: z.boolean(),
  lastSignInAt: instant.nullable(),
  memberships: z.array(
    z.object({
      organisation: z.object({ id: z.uuid(), name: z.string(), kind: organisationKind }),
      role,
    }),
  ),
});

const manage = { permission: "user:manage", query: empty } as const;

const userPath = z.object({ userId: z.uuid() });

export const listUsers = endpoint({
  ...manage,
  name: "listUsers",
  summary: { zh: "账户", en: "Accounts" },
  method: "GET",
  url: "/users",
  path: empty,
  query: z.object({ ...page, search: searchText.optional(), cursor: searchText.optional() }),
  body: none,
  reply: z.object({ users: z.array(user), nextCursor: z.string().nullable() }),
  errors: ["request.invalid"],
});

export const issueResetLink = endpoint({
  ...manage,
  name: "issueResetLink",
  summary: {
    zh: "签发重设密码的一次性链接（只显示一次）",
    en: "Issue a one-time link by which a person sets a new password; shown once",
  },
  method: "POST",
  url: "/users/{userId}/reset-links",
  path: userPath,
  body: z.object({
    removeSecondFactor: z
      .boolean()
      .describe("also remove authenticator and passkeys when the link is used: they were lost"),
  }),
  reply: z.object({ url: z.url(), expiresAt: instant }),
  errors: ["request.not-found", "session.local-mode"],
});

export const unlockUser = endpoint({
  ...manage,
  name: "unlockUser",
  summary: { zh: "解除登录锁定", en: "Lift the lock after failed sign-ins" },
  method: "POST",
  url: "/users/{userId}/unlock",
  path: userPath,
  body: empty,
  reply: user,
  errors: ["request.not-found"],
});

export const disableUser = endpoint({
  ...manage,
  name: "disableUser",
  summary: {
    zh: "停用或恢复账户：停用后其会话与令牌立即失效",
    en: "Disable or enable an account: its sessions and tokens end at once",
  },
  method: "PUT",
  url: "/users/{userId}/disabled",
  path: userPath,
  body: z.object({ disabled: z.boolean() }),
  reply: user,
  errors: ["request.not-found", "member.last-lead"],
});

export const eraseUser = endpoint({
  ...manage,
  name: "eraseUser",
  summary: {
    zh: "应本人要求注销账户",
    en: "Erase an account at the request of its person",
  },
  method: "POST",
  url: "/users/{userId}/erase",
  path: userPath,
  body: z.object({ email: email.describe("of the account, against a slip of the hand") }),
  reply: z.object({ erased: z.literal(true) }),
  errors: ["request.not-found", "member.last-lead"],
});
