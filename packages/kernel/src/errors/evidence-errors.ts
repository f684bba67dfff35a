/** Failures of reading evidence; every one names the place in the file (`at`). */

import { defineErrors } from "./define-errors.ts";
import { evidenceFileErrors } from "./evidence-file-errors.ts";
import { evidenceXmlErrors } from "./evidence-xml-errors.ts";

export const evidenceErrors = defineErrors({
  ...evidenceFileErrors,
  ...evidenceXmlErrors,
  "evidence.unknown-format": {
    status: 422,
    zh: "无法识别文件格式（{at}，开头是“{start}”）。请用 fenji evidence formats 查看支持的格式，或换一种导出格式。",
    en: "The format is not recognised ({at}, it starts with “{start}”). See fenji evidence formats, or export it in another format.",
  },
  "evidence.empty": {
    status: 422,
    zh: "文件是空的（{at}）。请重新导出报告后再试。",
    en: "The file is empty ({at}). Export the report again and retry.",
  },
  "evidence.json-malformed": {
    status: 422,
    zh: "{at} 处不是合法的 JSON：遇到“{found}”。请让工具重新导出该文件，不要手工编辑。",
    en: "Not valid JSON at {at}: found “{found}”. Let the tool export the file again; do not edit it by hand.",
  },
  "evidence.json-truncated": {
    status: 422,
    zh: "文件在 {at} 处中断，JSON 没有结束。请重新导出或重新传输完整的文件。",
    en: "The file breaks off at {at}, before its JSON ends. Export or transfer the whole file again.",
  },
  "evidence.json-too-deep": {
    status: 422,
    zh: "{at} 处的 JSON 嵌套超过 {limit} 层，正常报告不会这样。请确认文件来自扫描工具并重新导出。",
    en: "JSON nests deeper than {limit} levels at {at}, as no real report does. Check that a tool made the file and export it again.",
  },
  "evidence.unsupported-version": {
    status: 422,
    zh: "{at} 处写明 {format} 版本“{version}”，目前只支持 {supported}。请用工具导出该版本。",
    en: "{at} says {format} version “{version}”; {supported} is what can be read. Let the tool export that version.",
  },
  "evidence.field-missing": {
    status: 422,
    zh: "{at} 处缺少必需的“{field}”。请用较新版本的工具重新导出。",
    en: "The required “{field}” is missing at {at}. Export again with a recent version of the tool.",
  },
  "evidence.results-before-tool": {
    status: 422,
    zh: "{at}：在写明工具名称之前已有超过 {limit} 条结果，无法在有限内存内读取。请把 tool 放在 results 之前再导出，或拆分报告。",
    en: "{at}: more than {limit} results come before the tool is named, too many to hold. Export with “tool” before “results”, or split the report.",
  },
  "evidence.too-many-rows": {
    status: 422,
    zh: "{at}：表格超过 {limit} 行。请拆成几个文件分别导入。",
    en: "{at}: the table has more than {limit} rows. Split it into several files and import each.",
  },
  "evidence.html-too-deep": {
    status: 422,
    zh: "{at}：表格嵌套超过 {limit} 层。请从工具中导出为 XLSX 或 CSV。",
    en: "{at}: tables stand inside one another more than {limit} deep. Export the report as XLSX or CSV.",
  },
  "evidence.html-truncated": {
    status: 422,
    zh: "{at}：文件到此为止，表格没有结束。文件可能没有下载完整，请重新导出。",
    en: "{at}: the file ends inside this table. It may not have been saved whole; export it again.",
  },
  "evidence.csv-unclosed-quote": {
    status: 422,
    zh: "{at} 处的引号没有结束，其后的内容都被当成了一个单元格。请补上引号，或在表格软件中重新另存为 CSV。",
    en: "The quote opened at {at} is never closed, so all that follows is one cell. Close it, or save the table as CSV again.",
  },
  "evidence.not-a-questionnaire": {
    status: 422,
    zh: "{at}：表格开头既没有“问题编号”和“回答”两列，也没有已知映射的表头。请用 fenji evidence map 或证据页的“映射表格”说明各列的含义，或用 fenji evidence questionnaire 生成空白问卷。",
    en: "{at}: at the top of the table stand neither the columns “question id” and “answer” nor the headings of a known mapping. Say what its columns hold with fenji evidence map or “Map a table” on the evidence page, or make a blank with fenji evidence questionnaire.",
  },
  "evidence.table-moved": {
    status: 422,
    zh: "{at}：表格像是“{mapping}”，但缺少建立映射时的列：{missing}。请核对导出设置，或重新映射这张表。",
    en: "{at}: the table looks like “{mapping}”, and lacks columns that it had when it was mapped: {missing}. Check how it was exported, or map it anew.",
  },
  "evidence.not-a-table": {
    status: 422,
    zh: "{at}：没有找到表格。请导出为 XLSX、CSV 或 HTML，表头在前十行之内，至少两列。",
    en: "{at}: no table was found. Export it as XLSX, CSV or HTML with its headings among the first ten rows, two columns at least.",
  },
  "evidence.too-many-mappings": {
    status: 409,
    zh: "一家企业最多保存 {limit} 个表格映射。请先删除不用的。",
    en: "An enterprise keeps {limit} table mappings at most. Delete some that are not used.",
  },
  "evidence.table-mapping": {
    status: 422,
    zh: "表格映射 {path} 不能用：{detail}。请用 fenji evidence map 重新生成，或改正后重试。",
    en: "The table mapping {path} cannot be used: {detail}. Make it anew with fenji evidence map, or correct it and try again.",
  },
  "evidence.node-unreachable": {
    status: 404,
    zh: "连不上节点 {url}（{detail}）。请先运行 npm start，或用 --node 指定另一个地址。",
    en: "No node answers at {url} ({detail}). Run npm start first, or name another address with --node.",
  },
  "evidence.enterprise-unnamed": {
    status: 422,
    zh: "节点 {url} 没有演示企业，不知道证据归谁。请用 --enterprise 指定企业编号。",
    en: "The node {url} has no demonstration enterprise, so whose evidence is it? Name the enterprise's id with --enterprise.",
  },
});
