/** Both languages of nodes, links and messages, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type ExchangeMessages } from "./zh.ts";

export const exchangeMessages: { readonly zh: ExchangeMessages; readonly en: ExchangeMessages } = {
  zh,
  en,
};
