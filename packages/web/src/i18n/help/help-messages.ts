/** Both languages of the help page, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type HelpMessages } from "./zh.ts";

export const helpMessages: { readonly zh: HelpMessages; readonly en: HelpMessages } = { zh, en };
