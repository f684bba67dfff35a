/** Both languages of the province, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type ProvinceMessages } from "./zh.ts";

export const provinceMessages: { readonly zh: ProvinceMessages; readonly en: ProvinceMessages } = {
  zh,
  en,
};
