/** Failures of reading a pack; every one names file and line. */

import { defineErrors } from "./define-errors.ts";

export const packErrors = defineErrors({
  "pack.not-found": {
    status: 404,
    zh: "没有找到规则包 {pack}。请用 fenji pack check 查看 packs/ 下有哪些包。",
    en: "Pack {pack} was not found. Look under packs/, or run fenji pack check.",
  },
});
