/** Mappings of tables that tools in Chinese plants write, by public knowledge of their columns; each reading says that it is unverified. */

import type { TableMapping } from "./table-mapping.ts";

const scanner = (of: Pick<TableMapping, "id" | "name" | "tool" | "columns">): TableMapping => ({
  ...of,
  headings: [],
  subjectKind: "host",
  kinds: ["host-vulnerability"],
  rowMeans: "fail",
  words: {},
  standing: "unverified",
});

export const builtInTables: readonly TableMapping[] = [
  scanner({
    id: "rsas",
    name: "绿盟 RSAS 漏洞列表",
    tool: "RSAS",
    columns: {
      subject: "受影响主机",
      title: "漏洞名称",
      severity: "危险级别",
      refs: "CVE编号",
      message: "详细描述",
    },
  }),
  scanner({
    id: "tianjing",
    name: "启明星辰天镜漏洞列表",
    tool: "天镜",
    columns: {
      subject: "主机IP",
      title: "漏洞名称",
      severity: "风险级别",
      refs: "CVE编号",
      message: "漏洞描述",
    },
  }),
  scanner({
    id: "mingjian",
    name: "安恒明鉴漏洞列表",
    tool: "明鉴",
    columns: {
      subject: "资产IP",
      title: "漏洞名称",
      severity: "漏洞级别",
      refs: "CVE编号",
      message: "漏洞描述",
    },
  }),
  {
    id: "mlps-result",
    name: "等级测评结果记录",
    tool: "等级测评",
    headings: [],
    columns: { subject: "测评对象", check: "测评项", result: "符合情况", message: "结果记录" },
    subjectKind: "organisation",
    kinds: [],
    rowMeans: "info",
    words: {},
    standing: "unverified",
  },
];
