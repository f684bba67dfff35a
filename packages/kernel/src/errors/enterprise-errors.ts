/** Failures of the registry and of editing facts. */

import { defineErrors } from "./define-errors.ts";

export const enterpriseErrors = defineErrors({
  "enterprise.credit-code": {
    status: 422,
    zh: "统一社会信用代码 {creditCode} 无效：应为 18 位，不含 I、O、S、V、Z，末位为校验码。请对照营业执照更正。",
    en: "Unified social credit code {creditCode} is not valid: 18 characters without I, O, S, V, Z, the last one a check character. Compare it with the business licence.",
  },
  "enterprise.name": {
    status: 422,
    zh: "企业名称含有看不见的控制字符，或会改变文字方向的符号。请删去，或重新键入名称。",
    en: "The name holds an invisible control character, or a mark that turns the direction of text. Remove it, or type the name anew.",
  },
  "enterprise.exists": {
    status: 409,
    zh: "统一社会信用代码 {creditCode} 已登记为“{name}”。请打开已有企业，不必重复登记。",
    en: "Credit code {creditCode} is already registered as “{name}”. Open that enterprise instead of registering it again.",
  },
  "enterprise.division": {
    status: 422,
    zh: "行业大类 {division} 不在 GB/T 4754-2017 的工业大类中。请从列表中选择，例如 C31。",
    en: "Division {division} is not an industrial division of GB/T 4754-2017. Choose one from the list, e.g. C31.",
  },
  "fact.conflict": {
    status: 409,
    zh: "您编辑期间，事实已在 {recordedAt} 由 {actor} 更新。请先查看新值，再重新提交您的修改。",
    en: "The facts were changed by {actor} at {recordedAt} while you were editing. Look at the new values, then submit your change again.",
  },
});
