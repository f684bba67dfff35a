/** Both languages of graded objects and eligibility, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type ObjectsMessages } from "./zh.ts";

export const objectsMessages: { readonly zh: ObjectsMessages; readonly en: ObjectsMessages } = {
  zh,
  en,
};
