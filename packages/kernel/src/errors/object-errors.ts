/** Failures around graded objects of any kind. */

import { defineErrors } from "./define-errors.ts";

export const objectErrors = defineErrors({
  "object.kind": {
    status: 422,
    zh: "没有规则包评定 {kind} 类对象。可用的种类：{expected}。",
    en: "No pack grades objects of the kind {kind}. Choose one of: {expected}.",
  },
  "object.archived": {
    status: 409,
    zh: "该对象已归档，不能再改事实。请先恢复它。",
    en: "The object is archived, so its facts are not changed any more. Bring it back first.",
  },
  "object.other-kind": {
    status: 422,
    zh: "规则包 {pack} 评定的是 {expected}，不是 {kind}。请选择适用于该对象的规则包。",
    en: "The pack {pack} grades {expected}, not {kind}. Choose a pack for this kind of object.",
  },
  "pack.not-in-force": {
    status: 422,
    zh: "规则包 {pack} 在 {date} 没有有效的版本。请换一个日期，或写明版本，如 {pack}@版本。",
    en: "No version of the pack {pack} is in force on {date}. Choose another date, or name the version as {pack}@version.",
  },
});
