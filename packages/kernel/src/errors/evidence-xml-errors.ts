/** Failures of reading XML evidence; `at` is `line:column`, counted from 1. */

import { defineErrors } from "./define-errors.ts";

export const evidenceXmlErrors = defineErrors({
  "evidence.xml-malformed": {
    status: 422,
    zh: "{at} 处不是合法的 XML：{detail}。请让工具重新导出该文件，不要手工编辑。",
    en: "Not well-formed XML at {at}: {detail}. Let the tool export the file again; do not edit it by hand.",
  },
  "evidence.xml-truncated": {
    status: 422,
    zh: "文件在 {at} 处中断，XML 没有结束。请重新导出或重新传输完整的文件。",
    en: "The file breaks off at {at}, before its XML ends. Export or transfer the whole file again.",
  },
  "evidence.xml-entities": {
    status: 422,
    zh: "{at} 处定义了 XML 实体，可能用来耗尽内存或读取其他文件，因此拒绝读取。请让工具重新导出不含实体定义的报告。",
    en: "XML entities are defined at {at}. They can exhaust memory or read other files, so the file is refused. Export the report again without entity definitions.",
  },
  "evidence.xml-too-deep": {
    status: 422,
    zh: "{at} 处的 XML 嵌套超过 {limit} 层，正常报告不会这样。请确认文件来自扫描工具并重新导出。",
    en: "XML nests deeper than {limit} levels at {at}, as no real report does. Check that a tool made the file and export it again.",
  },
  "evidence.xml-too-long": {
    status: 422,
    zh: "{at} 之前有超过 {limit} 个字符的单个文本、属性或注释，正常报告不会这样。请确认文件来自扫描工具并重新导出。",
    en: "A single text, attribute or comment before {at} is longer than {limit} characters, as in no real report. Check that a tool made the file and export it again.",
  },
  "evidence.xml-encoding": {
    status: 422,
    zh: "{at} 处声明的编码“{encoding}”不受支持。请用 UTF-8、UTF-16 或 GB18030 重新导出。",
    en: "The encoding “{encoding}” declared at {at} is not supported. Export again in UTF-8, UTF-16 or GB18030.",
  },
  "evidence.xml-wrong-root": {
    status: 422,
    zh: "{at} 处的根元素是 <{found}>，这里需要 {expected}。请导出该工具的扫描结果，而不是配置或规则文件。",
    en: "The root element at {at} is <{found}>; {expected} is needed here. Export the tool's scan result, not its configuration or rules.",
  },
  "evidence.no-results": {
    status: 422,
    zh: "文件（至 {at}）只有检查规则，没有扫描结果。请导出带结果的报告，例如 oscap xccdf eval --results-arf。",
    en: "The file (read to {at}) holds rules but no scan result. Export a report with results, for example with oscap xccdf eval --results-arf.",
  },
  "evidence.too-many-observations": {
    status: 422,
    zh: "到 {at} 为止已有超过 {limit} 条观测。请把报告拆成几个文件分别导入。",
    en: "There are more than {limit} observations by {at}. Split the report and import the parts one by one.",
  },
});
