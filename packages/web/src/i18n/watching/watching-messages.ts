/** Both languages of watching, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type WatchingMessages } from "./zh.ts";

export const watchingMessages: { readonly zh: WatchingMessages; readonly en: WatchingMessages } = {
  zh,
  en,
};
