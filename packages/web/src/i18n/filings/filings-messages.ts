/** Both languages of filing, inspections and tasks, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type FilingsMessages } from "./zh.ts";

export const filingsMessages: { readonly zh: FilingsMessages; readonly en: FilingsMessages } = {
  zh,
  en,
};
