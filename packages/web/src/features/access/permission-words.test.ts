/** Every permission of the contract has words in both languages. */

import { permissions } from "@fenji/contract";
import { expect, it } from "vitest";
import { accessMessages } from "../../i18n/access/access-messages.ts";

it.each(["zh", "en"] as const)("names every subject and verb in %s", (language) => {
  const { subjects, verbs } = accessMessages[language];
  const nameless = permissions.filter((permission) => {
    const [subject = "", verb = ""] = permission.split(":");
    return subjects[subject] === undefined || verbs[verb] === undefined;
  });
  expect(nameless).toEqual([]);
  expect(permissions.length).toBeGreaterThan(20);
});
