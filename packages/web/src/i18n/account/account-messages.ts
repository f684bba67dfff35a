/** Both languages of one's own account, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type AccountMessages } from "./zh.ts";

export const accountMessages: { readonly zh: AccountMessages; readonly en: AccountMessages } = {
  zh,
  en,
};
