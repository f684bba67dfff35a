/** Failures of finding and opening packs; what is wrong inside one is told as a list of problems. */

import { defineErrors } from "./define-errors.ts";

export const packErrors = defineErrors({
  "pack.not-found": {
    status: 404,
    zh: "没有找到规则包 {pack}。请用 fenji pack check 查看 packs/ 下有哪些包。",
    en: "Pack {pack} was not found. Look under packs/, or run fenji pack check.",
  },
  "pack.no-grading": {
    status: 422,
    zh: "{pack} 是计划，不给对象定级。请指定一个定级规则包，例如 iiot-protection@2024-illustrative。",
    en: "{pack} is a plan and grades nothing. Name a regime, such as iiot-protection@2024-illustrative.",
  },
  "pack.invalid": {
    status: 422,
    zh: "规则包 {pack} 有 {count} 处问题，第一处在 {file}:{line} {path}：{detail} 请用 fenji pack check {pack} 查看全部。",
    en: "Pack {pack} has {count} problem(s), the first at {file}:{line} {path}: {detail} Run fenji pack check {pack} to see them all.",
  },
});
