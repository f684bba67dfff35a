/** Both languages of the reviewer's desk, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type ReviewMessages } from "./zh.ts";

export const reviewMessages: { readonly zh: ReviewMessages; readonly en: ReviewMessages } = {
  zh,
  en,
};
