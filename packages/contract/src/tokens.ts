/** Tokens by which programs act for a person. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { organisationPath } from "./organisations.ts";
import { empty, instant, none, shownName } from "./schemas.ts";

const token = z.object({
  id: z.uuid(),
  name: z.string(),
  userId: z.uuid(),
  userName: z.string(),
  permissions: z.array(z.string()),
  createdAt: instant,
  expiresAt: instant,
  lastUsedAt: instant.nullable(),
});

export const listTokens = endpoint({
  name: "listTokens",
  summary: { zh: "有效的访问令牌", en: "Access tokens that hold" },
  method: "GET",
  url: "/organisations/{organisationId}/tokens",
  permission: "token:read",
  path: organisationPath,
  query: empty,
  body: none,
  reply: z.object({
    tokens: z.array(token),
    grantable: z.array(z.string()).describe("permissions that a token can be limited to"),
  }),
  errors: ["request.not-found"],
});

export const createToken = endpoint({
  name: "createToken",
  summary: {
    zh: "为程序签发访问令牌（只显示一次）：以本人的角色行事，仅限所列权限",
    en: "Issue a token for a program, shown once: it acts in one's own role, limited to the permissions named",
  },
  method: "POST",
  url: "/organisations/{organisationId}/tokens",
  permission: "token:write",
  path: organisationPath,
  query: empty,
  body: z.object({
    name: shownName,
    permissions: z.array(z.string().max(60)).min(1).max(50),
    days: z.number().int().min(1).max(366),
  }),
  reply: z.object({ token, secret: z.string() }),
  errors: ["request.not-found", "session.local-mode", "token.permissions", "token.too-many"],
});

export const revokeToken = endpoint({
  name: "revokeToken",
  summary: { zh: "撤销访问令牌", en: "Revoke a token" },
  method: "DELETE",
  url: "/organisations/{organisationId}/tokens/{tokenId}",
  permission: "token:write",
  path: z.object({ organisationId: z.uuid(), tokenId: z.uuid() }),
  query: empty,
  body: none,
  reply: z.object({ revoked: z.literal(true) }),
  errors: ["request.not-found"],
});
