/** Both languages of the assessment and the gaps, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type AssessmentMessages } from "./zh.ts";

export const assessmentMessages: {
  readonly zh: AssessmentMessages;
  readonly en: AssessmentMessages;
} = { zh, en };
