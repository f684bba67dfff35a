/** Both languages say something everywhere, each in its own script. */

import { describe, expect, it } from "vitest";
import { accessMessages } from "./access/access-messages.ts";
import { accountMessages } from "./account/account-messages.ts";
import { assessmentMessages } from "./assessment/assessment-messages.ts";
import { casesMessages } from "./cases/cases-messages.ts";
import { enterprisesMessages } from "./enterprises/enterprises-messages.ts";
import { evidenceMessages } from "./evidence/evidence-messages.ts";
import { exchangeMessages } from "./exchange/exchange-messages.ts";
import { factsMessages } from "./facts/facts-messages.ts";
import { filingsMessages } from "./filings/filings-messages.ts";
import { gradingMessages } from "./grading/grading-messages.ts";
import { helpMessages } from "./help/help-messages.ts";
import { identityMessages } from "./identity/identity-messages.ts";
import { organisationsMessages } from "./organisations/organisations-messages.ts";
import { packsMessages } from "./packs/packs-messages.ts";
import { planMessages } from "./plan/plan-messages.ts";
import { provinceMessages } from "./province/province-messages.ts";
import { publicationsMessages } from "./publications/publications-messages.ts";
import { reviewMessages } from "./review/review-messages.ts";
import { shellMessages } from "./shell/shell-messages.ts";

const catalogues = {
  accessMessages,
  accountMessages,
  assessmentMessages,
  casesMessages,
  enterprisesMessages,
  evidenceMessages,
  exchangeMessages,
  factsMessages,
  filingsMessages,
  gradingMessages,
  helpMessages,
  identityMessages,
  organisationsMessages,
  packsMessages,
  planMessages,
  provinceMessages,
  publicationsMessages,
  reviewMessages,
  shellMessages,
};

/** Some messages take counts by name, some a list of names. */
const sample = {
  toString: () => "1",
  join: (mark: string) => ["1", "2"].join(mark),
  values: 1,
  acts: 2,
  awaiting: 3,
  clauses: 6,
};

/** Every text under a path; functions are asked with plain arguments. */
const textsOf = (value: unknown, path: string): [string, string][] => {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") return [[path, String(value(sample, "2", "3"))]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
};

// Marks that show both languages at once, and a Chinese term that its English gloss quotes.
const bilingual = /合成数据 synthetic|示例规则 illustrative|分级 Fenji|（?分级防护）?/g;
const han = /\p{Script=Han}/u;

describe("messages", () => {
  it.each(Object.entries(catalogues))("%s has the same members in both languages", (_, both) => {
    const paths = (language: "zh" | "en") => textsOf(both[language], "").map(([path]) => path);
    expect(paths("en").toSorted()).toEqual(paths("zh").toSorted());
  });

  it.each(Object.entries(catalogues))("%s is English where it says English", (_, both) => {
    const foreign = textsOf(both.en, "").filter(
      ([path, text]) => path !== ".switchLanguage" && han.test(text.replaceAll(bilingual, "")),
    );
    expect(foreign).toEqual([]);
  });
});
