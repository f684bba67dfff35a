/** Signing in and out: by password, passkey or single sign-on; switching organisation; showing a second factor again. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { line, organisationKind, role } from "./roles.ts";
import {
  email,
  empty,
  instant,
  linkSecret,
  localizedText,
  none,
  password,
  secondFactorCode,
  shownName,
} from "./schemas.ts";

export const organisationShown = z.object({
  id: z.uuid(),
  kind: organisationKind,
  name: z.string(),
  enterpriseId: z.uuid().nullable().describe("of an enterprise's own organisation"),
  jurisdiction: z.string().nullable().describe("of a supervisor; CN is the ministry"),
  line: line.nullable().describe("of a supervisor; null: every line"),
});

export const standingShown = z.object({
  organisation: organisationShown,
  role,
  manager: z.boolean(),
});

export const getSession = endpoint({
  name: "getSession",
  summary: { zh: "当前身份与节点", en: "Who is asking, and which node answers" },
  method: "GET",
  url: "/session",
  permission: null,
  path: empty,
  query: empty,
  body: none,
  reply: z.object({
    mode: z.enum(["local", "server"]).describe("local: one person, no sign-in"),
    actor: z.string(),
    signedIn: z.boolean().describe("true in local mode, where nobody has to sign in"),
    user: z.object({ id: z.uuid(), name: z.string(), email: z.string() }).nullable(),
    standing: standingShown.nullable().describe("for whom the session acts, and as what"),
    organisations: z.array(standingShown).describe("what the session can be switched to"),
    secondFactor: z.object({
      available: z.boolean().describe("the person has an authenticator or a passkey"),
      provedAt: instant.nullable().describe("when one was last shown in this session"),
    }),
    risk: z.enum(["normal", "elevated"]),
    expiresAt: instant.nullable().describe("when the session ends at the latest"),
    signInWays: z.object({
      password: z.boolean(),
      passkey: z.boolean(),
      oidc: z.string().nullable().describe("name of the single sign-on; null: none"),
    }),
    node: z.enum(["enterprise", "supervisor"]),
    version: z.string(),
    demonstration: z
      .object({ enterpriseId: z.uuid(), jurisdiction: z.string() })
      .nullable()
      .describe("the worked factory and the synthetic province, where seeded and visible"),
    defaultPack: z.object({
      id: z.string(),
      version: z.string(),
      types: z
        .array(z.object({ id: z.string(), name: localizedText }))
        .describe("that it grades an enterprise as"),
    }),
    plan: z.object({ id: z.string(), version: z.string() }),
  }),
  errors: [],
});

/** What every way of signing in answers; the session itself travels in a cookie that no script can read. */
const signedIn = z.object({ user: z.object({ id: z.uuid(), name: z.string() }) });

export const signIn = endpoint({
  name: "signIn",
  summary: { zh: "用密码登录", en: "Sign in with a password" },
  method: "POST",
  url: "/session",
  permission: null,
  path: empty,
  query: empty,
  body: z.object({
    email,
    password,
    code: secondFactorCode.optional().describe("asked for by session.second-factor-needed"),
  }),
  reply: signedIn,
  errors: [
    "request.invalid",
    "session.local-mode",
    "session.refused",
    "session.second-factor-needed",
    "session.locked",
    "session.busy",
  ],
});

export const signOut = endpoint({
  name: "signOut",
  summary: { zh: "退出登录", en: "Sign out" },
  method: "DELETE",
  url: "/session",
  permission: null,
  path: empty,
  query: empty,
  body: none,
  reply: z.object({ signedIn: z.literal(false) }),
  errors: [],
});

export const switchOrganisation = endpoint({
  name: "switchOrganisation",
  summary: { zh: "切换所代表的单位", en: "Act for another organisation" },
  method: "PUT",
  url: "/session/organisation",
  permission: "account:write",
  path: empty,
  query: empty,
  body: z.object({ organisationId: z.uuid() }),
  reply: z.object({ standing: standingShown }),
  errors: ["request.not-found", "session.required", "session.local-mode"],
});

export const proveSecondFactor = endpoint({
  name: "proveSecondFactor",
  summary: { zh: "再次出示第二因素", en: "Show a second factor again" },
  method: "POST",
  url: "/session/second-factor",
  permission: "account:write",
  path: empty,
  query: empty,
  body: z.object({ code: secondFactorCode }),
  reply: z.object({ provedAt: instant }),
  errors: ["session.code-wrong", "session.locked", "session.required", "session.local-mode"],
});

/** Options and answers of passkeys are WebAuthn's own JSON; the browser makes and reads them. */
export const webAuthnJson = z.record(z.string().max(100), z.json());

export const beginPasskeySignIn = endpoint({
  name: "beginPasskeySignIn",
  summary: { zh: "开始用通行密钥登录", en: "Begin signing in with a passkey" },
  method: "POST",
  url: "/session/passkey/begin",
  permission: null,
  path: empty,
  query: empty,
  body: empty,
  reply: z.object({ options: webAuthnJson }),
  errors: ["session.local-mode", "session.locked", "passkey.unavailable"],
});

export const finishPasskeySignIn = endpoint({
  name: "finishPasskeySignIn",
  summary: { zh: "用通行密钥登录", en: "Sign in with a passkey" },
  method: "POST",
  url: "/session/passkey",
  permission: null,
  path: empty,
  query: empty,
  body: z.object({ response: webAuthnJson }),
  reply: signedIn,
  errors: ["session.local-mode", "session.locked", "passkey.refused", "passkey.unavailable"],
});

export const beginOidcSignIn = endpoint({
  name: "beginOidcSignIn",
  summary: {
    zh: "开始单点登录：返回登录服务的地址；已登录时用于绑定",
    en: "Begin single sign-on: answers the address to go to; links the account when signed in already",
  },
  method: "POST",
  url: "/session/oidc/begin",
  permission: null,
  path: empty,
  query: empty,
  body: z.object({
    invitation: linkSecret.optional().describe("accepts this invitation with a new account"),
  }),
  reply: z.object({ url: z.url() }),
  errors: [
    "session.local-mode",
    "session.locked",
    "session.step-up-needed",
    "session.sign-in-again",
    "oidc.unavailable",
    "link.spent",
  ],
});

export const finishOidcSignIn = endpoint({
  name: "finishOidcSignIn",
  summary: { zh: "完成单点登录", en: "Finish single sign-on" },
  method: "POST",
  url: "/session/oidc",
  permission: null,
  path: empty,
  query: empty,
  body: z.object({
    code: z.string().min(1).max(4000),
    state: z.string().min(1).max(200),
    iss: z.string().max(400).optional().describe("as the address came back with it (RFC 9207)"),
  }),
  reply: signedIn,
  errors: [
    "session.local-mode",
    "session.locked",
    "oidc.unavailable",
    "oidc.refused",
    "oidc.unknown",
    "link.spent",
    "account.exists",
  ],
});

export const createFirstAdministrator = endpoint({
  name: "createFirstAdministrator",
  summary: {
    zh: "用首次启动时给出的一次性链接建立管理员",
    en: "Create the administrator by the one-time link of the first start",
  },
  method: "POST",
  url: "/first-administrator",
  permission: null,
  path: empty,
  query: empty,
  body: z.object({ code: linkSecret, email, name: shownName, password }),
  reply: signedIn,
  errors: [
    "session.local-mode",
    "session.locked",
    "session.busy",
    "link.spent",
    "password.too-short",
    "password.guessable",
  ],
});

export const resetPassword = endpoint({
  name: "resetPassword",
  summary: {
    zh: "用管理员给出的一次性链接重设密码",
    en: "Set a new password by a one-time link from the administrator",
  },
  method: "POST",
  url: "/password-resets",
  permission: null,
  path: empty,
  query: empty,
  body: z.object({ secret: linkSecret, password }),
  reply: z.object({ reset: z.literal(true) }),
  errors: [
    "session.local-mode",
    "session.locked",
    "session.busy",
    "link.spent",
    "password.too-short",
    "password.guessable",
  ],
});
