/** One's own account: name, password, authenticator, passkeys, sessions, a copy of everything, erasure. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { standingShown, webAuthnJson } from "./session.ts";
import { empty, instant, none, password, secondFactorCode, shownName } from "./schemas.ts";

const account = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  createdAt: instant,
  passwordSet: z.boolean(),
  totp: z.boolean().describe("an authenticator is set up"),
  recoveryCodesLeft: z.number().int(),
  passkeys: z.number().int(),
  oidc: z.boolean().describe("linked with the single sign-on"),
  memberships: z.array(standingShown),
});

const passkey = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  backedUp: z.boolean().describe("kept by a service that copies it to other devices"),
});

const sessionShown = z.object({
  id: z.uuid(),
  current: z.boolean(),
  agent: z.string().describe("browser and system, as far as it said"),
  address: z.string().describe("network it was begun from, without the last part"),
  startedAt: instant,
  lastSeenAt: instant,
  expiresAt: instant,
});

const own = { permission: "account:read", path: empty, query: empty, body: none } as const;

const change = { permission: "account:write", path: empty, query: empty } as const;

export const getAccount = endpoint({
  ...own,
  name: "getAccount",
  summary: { zh: "本人账户", en: "One's own account" },
  method: "GET",
  url: "/account",
  reply: account,
  errors: ["session.required", "session.local-mode"],
});

export const updateAccount = endpoint({
  ...change,
  name: "updateAccount",
  summary: { zh: "修改本人姓名", en: "Change one's own name" },
  method: "PUT",
  url: "/account",
  body: z.object({ name: shownName }),
  reply: account,
  errors: ["session.required", "session.local-mode"],
});

export const changePassword = endpoint({
  ...change,
  name: "changePassword",
  summary: {
    zh: "修改密码；本人的其他会话随之结束",
    en: "Change the password; one's other sessions end",
  },
  method: "PUT",
  url: "/account/password",
  body: z.object({
    current: password.nullable().describe("null: no password is set yet"),
    password,
  }),
  reply: z.object({ changed: z.literal(true) }),
  errors: [
    "session.required",
    "session.local-mode",
    "session.locked",
    "session.busy",
    "session.step-up-needed",
    "session.sign-in-again",
    "account.password-wrong",
    "password.too-short",
    "password.guessable",
  ],
});

export const exportAccount = endpoint({
  ...own,
  name: "exportAccount",
  summary: { zh: "导出本人的全部数据", en: "A copy of everything that is kept about oneself" },
  method: "GET",
  url: "/account/export",
  reply: z.object({
    account,
    sessions: z.array(sessionShown.omit({ current: true })),
    passkeys: z.array(passkey),
    tokens: z.array(
      z.object({ id: z.uuid(), name: z.string(), createdAt: instant, expiresAt: instant }),
    ),
    events: z
      .array(z.object({ at: instant, action: z.string(), subject: z.string() }))
      .describe("the newest 1000 that one caused"),
  }),
  errors: ["session.required", "session.local-mode"],
});

export const eraseAccount = endpoint({
  ...change,
  name: "eraseAccount",
  summary: {
    zh: "注销账户：删去姓名、邮箱与登录方式，保留不含姓名的操作记录",
    en: "Erase the account: name, e-mail and ways to sign in go, records of acts stay without a name",
  },
  method: "POST",
  url: "/account/erase",
  body: z.object({ password: password.nullable().describe("null: no password is set") }),
  reply: z.object({ erased: z.literal(true) }),
  errors: [
    "session.required",
    "session.local-mode",
    "session.locked",
    "session.busy",
    "session.step-up-needed",
    "session.sign-in-again",
    "account.password-wrong",
    "member.last-lead",
  ],
});

export const listSessions = endpoint({
  ...own,
  name: "listSessions",
  summary: { zh: "本人的会话", en: "One's own sessions" },
  method: "GET",
  url: "/account/sessions",
  reply: z.object({ sessions: z.array(sessionShown) }),
  errors: ["session.required", "session.local-mode"],
});

export const revokeSession = endpoint({
  ...change,
  name: "revokeSession",
  summary: { zh: "结束本人的一个会话", en: "End one of one's own sessions" },
  method: "DELETE",
  url: "/account/sessions/{sessionId}",
  path: z.object({ sessionId: z.uuid() }),
  body: none,
  reply: z.object({ revoked: z.literal(true) }),
  errors: ["request.not-found", "session.required", "session.local-mode"],
});

export const revokeOtherSessions = endpoint({
  ...change,
  name: "revokeOtherSessions",
  summary: { zh: "结束本人的其他会话", en: "End all of one's other sessions" },
  method: "DELETE",
  url: "/account/sessions",
  body: none,
  reply: z.object({ revoked: z.number().int() }),
  errors: ["session.required", "session.local-mode"],
});

export const beginTotp = endpoint({
  ...change,
  name: "beginTotp",
  summary: { zh: "开始设置动态口令", en: "Begin setting up an authenticator" },
  method: "POST",
  url: "/account/totp",
  body: empty,
  reply: z.object({
    secret: z.string().describe("Base32, to be typed where the code cannot be scanned"),
    url: z.string().describe("otpauth:// address for a QR code"),
  }),
  errors: [
    "session.required",
    "session.local-mode",
    "session.step-up-needed",
    "session.sign-in-again",
    "totp.exists",
  ],
});

export const confirmTotp = endpoint({
  ...change,
  name: "confirmTotp",
  summary: {
    zh: "用一个动态口令确认设置，得到恢复码（只显示一次）",
    en: "Confirm the authenticator with a code; answers recovery codes, shown once",
  },
  method: "POST",
  url: "/account/totp/confirm",
  body: z.object({ code: secondFactorCode }),
  reply: z.object({ recoveryCodes: z.array(z.string()) }),
  errors: [
    "session.required",
    "session.local-mode",
    "session.code-wrong",
    "session.locked",
    "totp.exists",
    "totp.not-begun",
  ],
});

export const removeTotp = endpoint({
  ...change,
  name: "removeTotp",
  summary: { zh: "停用动态口令与恢复码", en: "Remove the authenticator and its recovery codes" },
  method: "POST",
  url: "/account/totp/remove",
  body: z.object({ code: secondFactorCode }),
  reply: z.object({ removed: z.literal(true) }),
  errors: ["session.required", "session.local-mode", "session.code-wrong", "session.locked"],
});

export const listPasskeys = endpoint({
  ...own,
  name: "listPasskeys",
  summary: { zh: "本人的通行密钥", en: "One's own passkeys" },
  method: "GET",
  url: "/account/passkeys",
  reply: z.object({ passkeys: z.array(passkey) }),
  errors: ["session.required", "session.local-mode"],
});

export const beginPasskeyRegistration = endpoint({
  ...change,
  name: "beginPasskeyRegistration",
  summary: { zh: "开始登记通行密钥", en: "Begin registering a passkey" },
  method: "POST",
  url: "/account/passkeys/begin",
  body: empty,
  reply: z.object({ options: webAuthnJson }),
  errors: [
    "session.required",
    "session.local-mode",
    "session.step-up-needed",
    "session.sign-in-again",
    "passkey.unavailable",
  ],
});

export const finishPasskeyRegistration = endpoint({
  ...change,
  name: "finishPasskeyRegistration",
  summary: { zh: "登记通行密钥", en: "Register a passkey" },
  method: "POST",
  url: "/account/passkeys",
  body: z.object({ name: shownName, response: webAuthnJson }),
  reply: passkey,
  errors: ["session.required", "session.local-mode", "passkey.refused", "passkey.unavailable"],
});

export const removePasskey = endpoint({
  ...change,
  name: "removePasskey",
  summary: { zh: "删除通行密钥", en: "Remove a passkey" },
  method: "DELETE",
  url: "/account/passkeys/{passkeyId}",
  path: z.object({ passkeyId: z.uuid() }),
  body: none,
  reply: z.object({ removed: z.literal(true) }),
  errors: [
    "request.not-found",
    "session.required",
    "session.local-mode",
    "session.step-up-needed",
    "session.sign-in-again",
    "account.last-way",
  ],
});
