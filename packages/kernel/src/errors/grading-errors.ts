/** Failures of facts and grading. */

import { defineErrors } from "./define-errors.ts";

export const gradingErrors = defineErrors({
  "fact.wrong-type": {
    status: 422,
    zh: "事实“{fact}”应为{expected}，收到的是 {actual}。请更正该项；不知道时请留空。",
    en: "Fact “{fact}” must be {expected}, got {actual}. Correct it, or leave it out if unknown.",
  },
});
