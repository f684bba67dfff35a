/** Failures of finding and opening packs; faults inside pack files are in pack-file-errors. */

import { defineErrors } from "./define-errors.ts";
import { packFileErrors } from "./pack-file-errors.ts";
import { packRuleErrors } from "./pack-rule-errors.ts";

export const packErrors = defineErrors({
  "pack.not-found": {
    status: 404,
    zh: "没有找到规则包 {pack}。请用 fenji pack check 查看 packs/ 下有哪些包。",
    en: "Pack {pack} was not found. Look under packs/, or run fenji pack check.",
  },
  "pack.folder-unreadable": {
    status: 422,
    zh: "{at} 打不开（{detail}）。请检查路径和权限；规则包是一个含 pack.yaml 的文件夹。",
    en: "{at} cannot be opened ({detail}). Check the path and its permissions; a pack is a folder with a pack.yaml.",
  },
  "pack.link": {
    status: 422,
    zh: "{at} 是链接或特殊文件，规则包里只允许普通文件。请换成文件本身。",
    en: "{at} is a link or a special file; a pack holds regular files only. Put the file itself there.",
  },
  "pack.file-too-large": {
    status: 422,
    zh: "{at} 超过 {limitMb} MB 的上限。请拆成几个文件。",
    en: "{at} is over the limit of {limitMb} MB. Split it into several files.",
  },
  "pack.too-many-files": {
    status: 422,
    zh: "{at} 里的文件超过 {limit} 个。请确认指定的是一个规则包的文件夹。",
    en: "{at} holds more than {limit} files. Make sure that it is the folder of one pack.",
  },
  "pack.not-utf8": {
    status: 422,
    zh: "{at} 不是 UTF-8 文本。请另存为 UTF-8。",
    en: "{at} is not UTF-8 text. Save it as UTF-8.",
  },
  ...packFileErrors,
  ...packRuleErrors,
  "pack.invalid": {
    status: 422,
    zh: "规则包 {pack} 有 {count} 处问题，第一处在 {file}:{line} {path}：{detail} 请用 fenji pack check {pack} 查看全部。",
    en: "Pack {pack} has {count} problem(s), the first at {file}:{line} {path}: {detail} Run fenji pack check {pack} to see them all.",
  },
});
