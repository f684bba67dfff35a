/** Both languages of decisions on verdicts, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type DecisionsMessages } from "./zh.ts";

export const decisionsMessages: {
  readonly zh: DecisionsMessages;
  readonly en: DecisionsMessages;
} = { zh, en };
