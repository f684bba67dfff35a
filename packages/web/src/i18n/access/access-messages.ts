/** Both languages of permissions, policies and decisions, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type AccessMessages } from "./zh.ts";

export const accessMessages: { readonly zh: AccessMessages; readonly en: AccessMessages } = {
  zh,
  en,
};
