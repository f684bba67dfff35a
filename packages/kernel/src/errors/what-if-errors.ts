/** Failures of trying out rules over the registry and of saved scenarios. */

import { defineErrors } from "./define-errors.ts";

export const whatIfErrors = defineErrors({
  "what-if.version-gone": {
    status: 409,
    zh: "登记表在此期间有了变化，推演用的那一版已不保留。请重新载入本页。",
    en: "The registry has changed since, and the version that you work with is no longer kept. Load the page again.",
  },
  "what-if.not-own": {
    status: 403,
    zh: "这个方案属于另一个单位，只能打开，不能更改。请另存为自己的方案。",
    en: "The scenario belongs to another organisation: open it, but do not change it. Save it as your own instead.",
  },
});
