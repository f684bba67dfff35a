/** Both languages of documents looked at in the page, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type DocumentsMessages } from "./zh.ts";

export const documentsMessages: {
  readonly zh: DocumentsMessages;
  readonly en: DocumentsMessages;
} = { zh, en };
