/** Both languages of the registry and the frame of one enterprise, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type EnterprisesMessages } from "./zh.ts";

export const enterprisesMessages: {
  readonly zh: EnterprisesMessages;
  readonly en: EnterprisesMessages;
} = { zh, en };
