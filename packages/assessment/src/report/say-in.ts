/** Says texts in one of the two languages. */

import type { Language, LocalizedText } from "@fenji/kernel";
import type { Say } from "./written-report.ts";

export const sayIn = (lang: Language): Say =>
  Object.assign((zh: string, en: string) => (lang === "zh" ? zh : en), {
    text: (text: LocalizedText) => text[lang],
  });
