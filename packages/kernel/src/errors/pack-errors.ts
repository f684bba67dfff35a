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
  "pack.no-techniques": {
    status: 422,
    zh: "{pack} 不是攻击技术包。请指定一个 kind 为 techniques 的包，例如 attack-ics@18.1。",
    en: "{pack} is no pack of attack techniques. Name one whose kind is techniques, such as attack-ics@18.1.",
  },
  "pack.invalid": {
    status: 422,
    zh: "规则包 {pack} 有 {count} 处问题，第一处在 {place}：{detailZh} 请用 fenji pack check {pack} 查看全部。",
    en: "Pack {pack} has {count} problem(s), the first at {place}: {detail} Run fenji pack check {pack} to see them all.",
  },
  "pack.not-exportable": {
    status: 422,
    zh: "{pack} 是计划，不能导出为表格或 OSCAL。请指定一个定级规则包；计划的文件可以直接复制。",
    en: "{pack} is a plan and cannot become tables or OSCAL. Name a regime; the files of a plan can be copied as they are.",
  },
  "pack.unknown-format": {
    status: 422,
    zh: "{at} 不是能导入的规则包文件。可导入：XLSX 工作簿、本程序导出的 CSV、OSCAL 目录（JSON）、ciso-assistant 库（YAML）。",
    en: "{at} is no file that a pack can be made of. Give an XLSX workbook, a CSV made by export, an OSCAL catalog (JSON) or a ciso-assistant library (YAML).",
  },
  "pack.csv-broken": {
    status: 422,
    zh: "{at} 不是合法的 CSV（{detail}）。请检查引号和分隔符，或改用 XLSX。",
    en: "{at} is not valid CSV ({detail}). Check quotes and separators, or use XLSX.",
  },
  "pack.folder-not-empty": {
    status: 409,
    zh: "{at} 不是空文件夹，没有写入。请换一个文件夹；要替换其中的规则包，加 --force。",
    en: "{at} is not empty; nothing was written. Name another folder, or add --force to replace the pack in it.",
  },
  "pack.folder-no-pack": {
    status: 409,
    zh: "{at} 里没有 pack.yaml，不能用 --force 替换。请换一个文件夹，或先自行移走其中的内容。",
    en: "{at} holds no pack.yaml, so --force does not replace it. Name another folder, or move its content away first.",
  },
});
