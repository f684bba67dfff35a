/** Failures of finding and opening packs; what is wrong inside one is told as a list of problems. */

import { defineErrors } from "./define-errors.ts";

export const packErrors = defineErrors({
  "pack.not-found": {
    status: 404,
    zh: "没有找到规则包 {pack}。请写成 编号@版本（如 iiot-protection@2024-illustrative）或规则包的文件夹；现有的包在 packs/ 下，网页的“规则包”一页也有列出。",
    en: "Pack {pack} was not found. Write id@version (such as iiot-protection@2024-illustrative) or the folder of a pack; those at hand lie under packs/ and on the Packs page.",
  },
  "pack.both-in-force": {
    status: 422,
    zh: "规则包 {pack} 的 {one} 和 {other} 两个版本在同一天都有效。请用 effectiveTo 结束较早的一个。",
    en: "Versions {one} and {other} of the pack {pack} are in force on the same day. End the earlier one with effectiveTo.",
  },
  "pack.no-grading": {
    status: 422,
    zh: "{pack} 是计划或日历，不给对象定级。请指定一个定级规则包，例如 iiot-protection@2024-illustrative。",
    en: "{pack} is a plan or a calendar and grades nothing. Name a regime, such as iiot-protection@2024-illustrative.",
  },
  "pack.invalid": {
    status: 422,
    zh: "规则包 {pack} 有 {count} 处问题，第一处在 {file}:{line} {path}：{detail} 请用 fenji pack check {pack} 查看全部。",
    en: "Pack {pack} has {count} problem(s), the first at {file}:{line} {path}: {detail} Run fenji pack check {pack} to see them all.",
  },
});
