/** Failures of the node itself: storage, start, requests. */

import { defineErrors } from "./define-errors.ts";

export const platformErrors = defineErrors({
  "platform.internal": {
    status: 500,
    zh: "内部错误，编号 {requestId}。请把编号和当时的操作告诉管理员。",
    en: "Internal error {requestId}. Tell your administrator this number and what you were doing.",
  },
  "request.invalid": {
    status: 400,
    zh: "请求中的 {at} 不符合要求：{detail}。请更正后重试。",
    en: "The request is not valid at {at}: {detail}. Correct it and try again.",
  },
  "request.not-found": {
    status: 404,
    zh: "没有找到 {what}。它可能已被删除，或者地址有误。",
    en: "{what} was not found. It may have been removed, or the address is wrong.",
  },
});
