/** Both languages of the front page, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type PlanMessages } from "./zh.ts";

export const planMessages: { readonly zh: PlanMessages; readonly en: PlanMessages } = { zh, en };
