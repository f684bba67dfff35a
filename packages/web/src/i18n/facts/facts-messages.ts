/** Both languages of the form of facts, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type FactsMessages } from "./zh.ts";

export const factsMessages: { readonly zh: FactsMessages; readonly en: FactsMessages } = { zh, en };
