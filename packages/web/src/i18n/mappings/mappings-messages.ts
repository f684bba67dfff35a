/** Both languages of table mappings, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type MappingsMessages } from "./zh.ts";

export const mappingsMessages: { readonly zh: MappingsMessages; readonly en: MappingsMessages } = {
  zh,
  en,
};
