/** Both languages of filing cases, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type CasesMessages } from "./zh.ts";

export const casesMessages: { readonly zh: CasesMessages; readonly en: CasesMessages } = {
  zh,
  en,
};
