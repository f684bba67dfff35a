/** Both languages of grades and their reasons, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type GradingMessages } from "./zh.ts";

export const gradingMessages: { readonly zh: GradingMessages; readonly en: GradingMessages } = {
  zh,
  en,
};
