/** Both languages of the frame, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type ShellMessages } from "./zh.ts";

export const shellMessages: { readonly zh: ShellMessages; readonly en: ShellMessages } = { zh, en };
