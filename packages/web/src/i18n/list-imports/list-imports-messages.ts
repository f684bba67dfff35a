/** Both languages of imports of lists, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type ListImportsMessages } from "./zh.ts";

export const listImportsMessages: {
  readonly zh: ListImportsMessages;
  readonly en: ListImportsMessages;
} = { zh, en };
