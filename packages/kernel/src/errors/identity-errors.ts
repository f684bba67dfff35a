/** Failures of signing in, sessions, members and invitations. */

import { defineErrors } from "./define-errors.ts";

export const identityErrors = defineErrors({
  "session.required": {
    status: 401,
    zh: "需要登录。请登录后重试；程序请带上访问令牌。",
    en: "You need to sign in. Sign in and try again; programs send an access token.",
  },
});
