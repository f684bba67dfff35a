/** Both languages of what-if, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type WhatIfMessages } from "./zh.ts";

export const whatIfMessages: { readonly zh: WhatIfMessages; readonly en: WhatIfMessages } = {
  zh,
  en,
};
