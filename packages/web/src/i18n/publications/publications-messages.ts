/** Both languages of published aggregates, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type PublicationsMessages } from "./zh.ts";

export const publicationsMessages: {
  readonly zh: PublicationsMessages;
  readonly en: PublicationsMessages;
} = { zh, en };
