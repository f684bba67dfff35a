/** Failures of opening evidence files: what lies on disk, archives and their limits. */

import { defineErrors } from "./define-errors.ts";

export const evidenceFileErrors = defineErrors({
  "evidence.file-not-found": {
    status: 404,
    zh: "找不到文件或文件夹 {at}。请检查路径。",
    en: "There is no file or folder {at}. Check the path.",
  },
  "evidence.not-a-file": {
    status: 422,
    zh: "{at} 不是普通文件。请给出普通文件或文件夹，不要给出管道、设备或失效的链接。",
    en: "{at} is not a regular file. Name a regular file or a folder, not a pipe, a device or a dangling link.",
  },
  "evidence.file-unreadable": {
    status: 422,
    zh: "无法读取 {at}（{reason}）。请检查访问权限和磁盘，再重试。",
    en: "{at} cannot be read ({reason}). Check its permissions and the disk, then retry.",
  },
  "evidence.reader-failed": {
    status: 500,
    zh: "读取 {at} 时程序出错（{reason}）。其他文件不受影响；请把该文件的格式和工具版本告诉开发者。",
    en: "Fenji failed while reading {at} ({reason}). Other files are not affected; report the format and the tool's version.",
  },
  "evidence.file-changed": {
    status: 409,
    zh: "{at} 在读取过程中发生了变化。请等工具写完该文件后再试。",
    en: "{at} changed while it was being read. Wait until the tool has finished writing it, then retry.",
  },
  "evidence.too-large": {
    status: 413,
    zh: "文件超过 {limit} 字节的上限（{at}）。请拆分报告，或只导出需要的部分。",
    en: "The file is over the limit of {limit} bytes ({at}). Split the report, or export only the part that is needed.",
  },
  "evidence.file-exists": {
    status: 409,
    zh: "{at} 已经存在，没有覆盖。请换一个文件名，或先移走它。",
    en: "{at} exists already and was not overwritten. Choose another name, or move it away first.",
  },
  "evidence.no-questions": {
    status: 422,
    zh: "{at} 这个规则包没有问题可问。请选用带 questions 的定级规则包。",
    en: "The pack {at} has no questions to ask. Choose a regime pack that has some.",
  },
  "evidence.too-many-files": {
    status: 422,
    zh: "{at} 下的文件超过 {limit} 个。请分几次读取较小的文件夹。",
    en: "There are more than {limit} files under {at}. Read smaller folders one at a time.",
  },
  "evidence.folder-too-deep": {
    status: 422,
    zh: "{at} 的文件夹嵌套超过 {limit} 层。请直接给出里面的文件夹。",
    en: "Folders nest deeper than {limit} levels at {at}. Name the inner folder directly.",
  },
  "evidence.archive-broken": {
    status: 422,
    zh: "压缩包或工作簿在 {at} 处损坏或不完整。请重新打包或重新传输；工作簿请在表格软件中另存为 .xlsx 后重试。",
    en: "The archive or workbook is damaged or incomplete at {at}. Pack or transfer it again; save a workbook as .xlsx again.",
  },
  "evidence.archive-bomb": {
    status: 422,
    zh: "{at} 解压后超过 {limit} 字节的上限，已停止读取。请拆成几个压缩包；工作簿请删除多余的工作表和空白区域，或改用 CSV。",
    en: "{at} unpacks to more than the limit of {limit} bytes; reading stopped. Make several archives of it; of a workbook remove surplus sheets and empty areas, or use CSV.",
  },
  "evidence.too-many-members": {
    status: 422,
    zh: "压缩包里的文件超过 {limit} 个，读到 {at} 为止。请拆成几个压缩包。",
    en: "The archive holds more than {limit} files; reading stopped at {at}. Make several archives of it.",
  },
  "evidence.archive-without-report": {
    status: 422,
    zh: "压缩包里没有能读取的报告（共 {count} 个文件，从 {at} 起）。请用 fenji evidence formats 查看支持的格式，加密的请先解密。",
    en: "Nothing in the archive is a report that can be read ({count} files, beginning with {at}). See fenji evidence formats; decrypt what is encrypted.",
  },
  "evidence.archive-encrypted": {
    status: 422,
    zh: "{at} 已加密，无法读取。请取消密码保护后另存再试。",
    en: "{at} is encrypted and cannot be read. Save it without a password and retry.",
  },
});
