/** Both languages of assessments as work, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type EngagementsMessages } from "./zh.ts";

export const engagementsMessages: {
  readonly zh: EngagementsMessages;
  readonly en: EngagementsMessages;
} = { zh, en };
