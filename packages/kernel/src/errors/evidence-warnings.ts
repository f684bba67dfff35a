/** What reading and importing evidence may warn of: the file is taken in, but something in it deserves a look. */

import type { LocalizedText } from "../localized-text.ts";

const defineWarnings = <const T extends Record<string, LocalizedText>>(table: T): T => table;

/** Closed table; the place (`at`) and a value from the file (`detail`) stand beside each warning. */
export const warningTable = defineWarnings({
  "subject-unclear": {
    zh: "文件没有写明说的是哪个对象，请核对归属",
    en: "The file does not say clearly whom it speaks of; check the subject",
  },
  "time-in-future": {
    zh: "时间晚于现在，请核对扫描机器的时钟",
    en: "The time lies in the future; check the clock of the scanning machine",
  },
  "time-missing": {
    zh: "没有可用的观测时间或时区",
    en: "There is no usable time of observation, or no time zone",
  },
  "duplicate-id": { zh: "编号重复", en: "An id occurs twice" },
  "id-missing": { zh: "缺少编号，这一行没有采用", en: "The id is missing; the row was not used" },
  "result-unknown": {
    zh: "不认识的结果，没有采用",
    en: "A result that is not known and was not used",
  },
  "no-results": {
    zh: "这次运行没有结果，因此不说明任何问题",
    en: "The run has no results, so it says nothing",
  },
  "results-elsewhere": {
    zh: "结果存放在其他文件里，没有读取",
    en: "Results are kept in other files and were not read",
  },
  unanswered: { zh: "有问题还没有回答", en: "Some questions are not answered yet" },
  "sheet-hidden": { zh: "工作表是隐藏的，没有读取", en: "The sheet is hidden and was not read" },
  "sheet-not-questionnaire": {
    zh: "工作表不是问卷，没有读取",
    en: "The sheet is not a questionnaire and was not read",
  },
  "counts-differ": {
    zh: "报告自己写明的条数与实际内容不符，请核对报告是否完整、有没有改动过",
    en: "The report's own counts differ from what it holds; check that it is whole and unaltered",
  },
  "member-unknown": {
    zh: "压缩包里的这个文件不是能识别的报告，没有读取",
    en: "This file of the archive is no report that is known and was not read",
  },
  "member-encrypted": {
    zh: "压缩包里的这个文件已加密，没有读取",
    en: "This file of the archive is encrypted and was not read",
  },
  "member-too-deep": {
    zh: "压缩包里的压缩包嵌套过深，没有打开",
    en: "Archives lie too deep in each other; this one was not opened",
  },
  "reported-twice": {
    zh: "压缩包里另一个文件已就同一对象给出同一工具的报告，两份按一份处理；要让新的取代旧的，请分别导入",
    en: "Another file of the archive is a report of the same tool on the same subject; the two count as one. Import them one by one so that the newer replaces the older",
  },
  skipped: { zh: "这部分没有采用", en: "This part was not used" },
  "field-too-long": { zh: "内容过长，已截断", en: "Too long; the rest was cut off" },
  "knowledge-old": {
    zh: "工具扫描时所用的漏洞库已经过旧，近期公布的漏洞查不出来",
    en: "The tool's vulnerability data were old when it scanned; what was published since cannot be in the report",
  },
  "encoding-guessed": {
    zh: "字符编码是推断的，请核对文字",
    en: "The character encoding was inferred; check the text",
  },
  "other-host": {
    zh: "这些主机从未在本企业的同类报告中出现过，请确认报告没有拿错",
    en: "None of these hosts was in this tool's earlier reports of the enterprise; make sure that it is the right report",
  },
  "older-report": {
    zh: "已有更新的同类报告，本报告只作历史留存",
    en: "A newer report of the same kind is here already; this one is kept as history",
  },
  "table-moved": {
    zh: "表格的列与建立映射时不同，已按表头名称读取；请核对，必要时重新映射",
    en: "The columns are not as they were when the table was mapped; they were read by their headings. Check it, and map it anew if need be",
  },
  "table-unverified": {
    zh: "按公开资料预置的映射读取，未经该工具真实表格核实；请核对，并保存为自己的映射",
    en: "Read by a built-in mapping from public knowledge, never tried on a real table of the tool; check it, and save a mapping of your own",
  },
  "more-warnings": {
    zh: "其余警告没有逐条列出",
    en: "Further warnings are not listed one by one",
  },
});

export type WarningCode = keyof typeof warningTable;
