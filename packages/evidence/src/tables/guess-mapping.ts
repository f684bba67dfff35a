/** Proposes what the columns of a table hold, by words that the tools and ledgers of plants use; a person decides. */

import { headingKey } from "../questionnaire-columns.ts";
import { tableFields, type TableField, type TableMapping } from "./table-mapping.ts";

/** The first that a table has counts. */
const words: Readonly<Record<TableField, readonly string[]>> = {
  subject: [
    "IP地址",
    "资产IP",
    "主机IP",
    "目标IP",
    "受影响主机",
    "主机地址",
    "IP",
    "IP address",
    "主机",
    "host",
    "资产名称",
    "资产",
    "设备名称",
    "设备",
    "对象",
    "目标",
    "target",
    "asset",
    "hostname",
    "主机名",
    "URL",
    "系统名称",
  ],
  check: [
    "漏洞编号",
    "漏洞ID",
    "规则编号",
    "检查项编号",
    "检查项ID",
    "编号",
    "plugin id",
    "check id",
    "rule id",
    "vuln id",
    "ID",
    "检查项",
    "测评项",
    "控制点",
    "check",
    "rule",
  ],
  title: [
    "漏洞名称",
    "检查项名称",
    "风险名称",
    "弱点名称",
    "问题描述",
    "名称",
    "title",
    "name",
    "vulnerability",
    "测评项",
    "检查项",
    "问题",
  ],
  result: [
    "检查结果",
    "测评结果",
    "符合情况",
    "判定结果",
    "结果",
    "整改状态",
    "修复状态",
    "漏洞状态",
    "状态",
    "result",
    "status",
    "compliance",
  ],
  severity: [
    "风险等级",
    "危险级别",
    "漏洞级别",
    "风险级别",
    "严重程度",
    "漏洞等级",
    "威胁等级",
    "危害等级",
    "等级",
    "severity",
    "risk",
    "level",
  ],
  refs: [
    "CVE编号",
    "CVE",
    "CVE ID",
    "CNNVD编号",
    "CNNVD",
    "CNVD编号",
    "CNVD",
    "CWE",
    "参考",
    "references",
  ],
  observedAt: [
    "扫描时间",
    "发现时间",
    "检查时间",
    "检测时间",
    "扫描日期",
    "测评时间",
    "日期",
    "时间",
    "last seen",
    "observed at",
    "date",
    "time",
  ],
  message: [
    "详细描述",
    "漏洞描述",
    "描述",
    "结果记录",
    "说明",
    "备注",
    "解决方案",
    "description",
    "details",
    "output",
    "note",
  ],
};

export interface Guess {
  readonly columns: TableMapping["columns"];
  /** A list of weaknesses has no results: each row is one. */
  readonly rowMeans: TableMapping["rowMeans"];
}

/** No column is taken twice. */
export const guessColumns = (headings: readonly string[]): Guess => {
  const left = new Map(headings.map((heading) => [headingKey(heading), heading]));
  left.delete("");
  const columns: Partial<Record<TableField, string>> = {};
  for (const field of tableFields) {
    const key = words[field].map(headingKey).find((word) => left.has(word));
    if (key === undefined) continue;
    columns[field] = left.get(key) ?? "";
    left.delete(key);
  }
  return { columns, rowMeans: columns.result === undefined ? "fail" : "info" };
};

/** Lower-case letters, digits and hyphens; `table` where the name has none. */
const idOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 60) || "table";

/** A whole mapping to begin with. */
export const guessMapping = (headings: readonly string[], tool: string): TableMapping => ({
  id: idOf(tool),
  name: tool,
  tool,
  headings: headings.map((heading) => heading.slice(0, 200)),
  ...guessColumns(headings),
  subjectKind: "host",
  kinds: [],
  words: {},
  standing: "own",
});
