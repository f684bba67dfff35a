/** Both languages of the pages of packs, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type PacksMessages } from "./zh.ts";

export const packsMessages: { readonly zh: PacksMessages; readonly en: PacksMessages } = { zh, en };
