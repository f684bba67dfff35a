/** Failures of reading evidence; every one names the place in the file. */

import { defineErrors } from "./define-errors.ts";

export const evidenceErrors = defineErrors({
  "evidence.unknown-format": {
    status: 422,
    zh: "无法识别 {file} 的格式。请用 fenji evidence formats 查看支持的格式，或换一种导出格式。",
    en: "The format of {file} is not recognised. See fenji evidence formats, or export it in another format.",
  },
});
