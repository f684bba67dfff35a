/** Both languages of signing in and one-time links, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type IdentityMessages } from "./zh.ts";

export const identityMessages: {
  readonly zh: IdentityMessages;
  readonly en: IdentityMessages;
} = { zh, en };
