/** The words of verdicts and of the states of an element, in the order in which they are listed. */

import type { Catalogue } from "./language.tsx";

interface VerdictWords {
  readonly met: string;
  readonly partlyMet: string;
  readonly notMet: string;
  readonly notApplicable: string;
  readonly notEvidenced: string;
  readonly contested: string;
}

export const verdictWords: Catalogue<VerdictWords> = {
  zh: {
    notMet: "不符合",
    partlyMet: "部分符合",
    contested: "有争议",
    notEvidenced: "未取证",
    met: "符合",
    notApplicable: "不适用",
  },
  en: {
    notMet: "not met",
    partlyMet: "partly met",
    contested: "contested",
    notEvidenced: "not evidenced",
    met: "met",
    notApplicable: "not applicable",
  },
};
