/** Words of permissions, policies and decisions. */

import type { AccessMessages } from "./zh.ts";

export const en = {
  because: "Reason: ",
  readOnlyFacts: "Facts can be read here, not changed.",
  noImport: "Evidence cannot be imported or withdrawn here.",
  noRegister: "Enterprises cannot be registered here.",
} satisfies AccessMessages;
