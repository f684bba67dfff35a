/** Failures of assessing: what is asked for does not exist in the pack. */

import { defineErrors } from "./define-errors.ts";

export const assessErrors = defineErrors({
  "assess.type-unknown": {
    status: 422,
    zh: "这个对象不属于类型“{type}”，或规则包没有这一类（有：{known}）。请改用其中之一，或更正事实。",
    en: "The object is not of type “{type}”, or the pack has no such type (it has: {known}). Name one of these, or correct the facts.",
  },
  "assess.grade-unknown": {
    status: 422,
    zh: "没有级别 {grade}（有：{known}）。请改用其中之一。",
    en: "There is no grade {grade} (there are: {known}). Name one of these.",
  },
});
