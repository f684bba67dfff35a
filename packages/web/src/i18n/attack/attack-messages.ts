/** Both languages of attack techniques, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type AttackMessages } from "./zh.ts";

export const attackMessages: {
  readonly zh: AttackMessages;
  readonly en: AttackMessages;
} = { zh, en };
