/** Failures of signing in, sessions, members and invitations. */

import { defineErrors } from "./define-errors.ts";

export const identityErrors = defineErrors({
  "session.required": {
    status: 401,
    zh: "需要登录。请登录后重试；程序请带上访问令牌。",
    en: "You need to sign in. Sign in and try again; programs send an access token.",
  },
  "session.refused": {
    status: 401,
    zh: "未能登录：邮箱、密码或验证码不对，或账户不可用。请核对后重试；忘记密码请向管理员索取重设链接。",
    en: "Signing in failed: e-mail, password or code is wrong, or the account is not available. Check them and try again; if you forgot the password, ask the administrator for a reset link.",
  },
  "session.second-factor-needed": {
    status: 401,
    zh: "还需要验证码。请输入动态口令，或一个恢复码。",
    en: "A code is needed as well. Enter the code of your authenticator, or a recovery code.",
  },
  "session.step-up-needed": {
    status: 403,
    zh: "此操作要求最近 {minutes} 分钟内出示过第二因素。请输入动态口令或使用通行密钥后重试；尚未设置的请先在账户中设置。",
    en: "This needs a second factor shown within the last {minutes} minutes. Enter a code or use a passkey and try again; set one up in your account if you have none.",
  },
  "session.sign-in-again": {
    status: 403,
    zh: "更改登录方式须在登录后 {minutes} 分钟内进行。请退出并重新登录，然后再试。",
    en: "Ways to sign in are changed within {minutes} minutes of signing in. Sign out, sign in again, and try once more.",
  },
  "session.code-wrong": {
    status: 422,
    zh: "验证码不对，或已经用过。请等待下一个动态口令后重试。",
    en: "The code is wrong or was used already. Wait for the next one and try again.",
  },
  "session.locked": {
    status: 429,
    zh: "失败次数过多，暂停尝试。请在 {seconds} 秒后重试，或请管理员解除锁定。",
    en: "Too many failures; attempts are paused. Try again in {seconds} seconds, or ask the administrator to lift the lock.",
  },
  "session.busy": {
    status: 503,
    zh: "同时登录的人太多。请几秒后重试。",
    en: "Too many people are signing in at the moment. Try again in a few seconds.",
  },
  "session.local-mode": {
    status: 409,
    zh: "本节点以单用户模式运行，没有账户。需要账户时，请以 FENJI_MODE=server 启动。",
    en: "This node runs in single-user mode and has no accounts. Start it with FENJI_MODE=server to have them.",
  },
  "passkey.refused": {
    status: 401,
    zh: "未能确认这个通行密钥。请重试，或用其他方式登录。",
    en: "The passkey could not be confirmed. Try again, or sign in another way.",
  },
  "passkey.unavailable": {
    status: 409,
    zh: "通行密钥需要域名，不能用 IP 地址 {host}。请由管理员用 FENJI_URL 设置带域名的地址。",
    en: "Passkeys need a host name, not the IP address {host}. Ask the administrator to set an address with a name in FENJI_URL.",
  },
  "oidc.unavailable": {
    status: 503,
    zh: "单点登录没有设置，或登录服务没有应答。请用其他方式登录，或请管理员检查 FENJI_OIDC_ISSUER。",
    en: "Single sign-on is not set up, or its service does not answer. Sign in another way, or ask the administrator to check FENJI_OIDC_ISSUER.",
  },
  "oidc.refused": {
    status: 401,
    zh: "单点登录没有完成，或已超过 10 分钟。请从登录页重新开始。",
    en: "Single sign-on was not completed, or took longer than 10 minutes. Start again from the sign-in page.",
  },
  "oidc.unknown": {
    status: 403,
    zh: "这个单点登录身份没有绑定账户。请用邀请链接加入，或先用其他方式登录，再在账户中绑定。",
    en: "No account is linked with this single sign-on identity. Join by an invitation link, or sign in another way and link it in your account.",
  },
  "token.refused": {
    status: 401,
    zh: "访问令牌无效、已到期或已撤销。请签发新的令牌。",
    en: "The access token is not valid, has expired or was revoked. Issue a new one.",
  },
  "token.permissions": {
    status: 422,
    zh: "令牌不能持有“{permission}”权限。请从列表中选择。",
    en: "A token cannot hold the permission “{permission}”. Choose from the list.",
  },
  "token.too-many": {
    status: 409,
    zh: "您已有 {limit} 个有效令牌。请先撤销不用的。",
    en: "You have {limit} tokens that hold. Revoke those not in use first.",
  },
  "token.unencrypted": {
    status: 400,
    zh: "令牌不能经未加密的 {url} 发送。请改用 https 地址，或本机的节点。",
    en: "The token cannot be sent unencrypted to {url}. Use an https address, or a node on this machine.",
  },
  "link.spent": {
    status: 410,
    zh: "这个一次性链接无效、已用过或已到期。请向给您链接的人索取新的。",
    en: "This one-time link is not valid, was used or has expired. Ask whoever gave it to you for a new one.",
  },
  "invitation.other-email": {
    status: 403,
    zh: "这份邀请是给另一个邮箱的。请用受邀的账户登录，或请对方重新邀请。",
    en: "This invitation is for another e-mail address. Sign in with the invited account, or ask for a new invitation.",
  },
  "invitation.own": {
    status: 403,
    zh: "管理员不能接受自己发出的、加入其他单位的邀请。请由受邀人接受。",
    en: "An administrator cannot accept an invitation to another organisation that they issued. Let the invited person accept it.",
  },
  "account.exists": {
    status: 409,
    zh: "这个邮箱已有账户。请先登录，再打开邀请链接。",
    en: "This e-mail address has an account. Sign in first, then open the invitation link again.",
  },
  "account.password-wrong": {
    status: 422,
    zh: "当前密码不对。请重新输入。",
    en: "The current password is wrong. Enter it again.",
  },
  "account.last-way": {
    status: 409,
    zh: "这是您唯一的登录方式。请先设置密码或登记另一个通行密钥。",
    en: "This is your only way to sign in. Set a password or register another passkey first.",
  },
  "password.too-short": {
    status: 422,
    zh: "密码至少要 {min} 个字符。一句话也可以做密码。",
    en: "A password has at least {min} characters. A whole sentence will do.",
  },
  "password.guessable": {
    status: 422,
    zh: "这个密码容易被猜到：常见词、重复、连续的字符、产品名、姓名或邮箱。请另想一个，例如几个不相干的词。",
    en: "This password is easy to guess: common words, repetition, sequences, the product's name, your own name or e-mail. Choose another, such as a few unrelated words.",
  },
  "totp.exists": {
    status: 409,
    zh: "动态口令已经设置。请先停用，再重新设置。",
    en: "An authenticator is set up already. Remove it before setting up another.",
  },
  "totp.not-begun": {
    status: 409,
    zh: "没有待确认的动态口令。请从头开始设置。",
    en: "No authenticator waits for confirmation. Begin setting it up again.",
  },
  "member.role": {
    status: 422,
    zh: "角色“{role}”不属于“{kind}”类单位。请选择该类单位的角色。",
    en: "The role “{role}” does not belong to organisations of kind “{kind}”. Choose one that does.",
  },
  "member.last-lead": {
    status: 409,
    zh: "这是该单位最后一位负责人。请先指定另一位。",
    en: "This is the last person who leads the organisation. Appoint another one first.",
  },
  "member.led": {
    status: 403,
    zh: "该单位已有负责人，由其邀请成员。请与该单位联系。",
    en: "The organisation has people who lead it; they invite its members. Ask them.",
  },
  "member.exists": {
    status: 409,
    zh: "您已是该单位的成员。角色由该单位负责人更改。",
    en: "You are a member of this organisation already. Those who lead it can change your role.",
  },
  "assignment.period": {
    status: 422,
    zh: "委派的时间不对：结束须晚于开始和现在，且不超过 {days} 天。请更正日期。",
    en: "The period is not possible: it must end after it begins and after now, and last at most {days} days. Correct the dates.",
  },
  "assignment.not-assessor": {
    status: 422,
    zh: "所选单位不是评测机构，或已停用。请选择有效的评测机构。",
    en: "The organisation chosen is not an assessor, or is suspended. Choose one that is active.",
  },
  "organisation.exists": {
    status: 409,
    zh: "企业 {creditCode} 在本节点已有单位“{name}”。请在单位列表中打开它；无人负责时可以在那里重新邀请负责人。",
    en: "The firm {creditCode} has an organisation on this node, “{name}”. Open it in the list of organisations; where nobody leads it, invite somebody there.",
  },
});
