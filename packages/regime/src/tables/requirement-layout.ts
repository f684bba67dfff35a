/** Tables of requirements, their elements, selectors and evidence cases, and of crosswalks. */

import { relations } from "../pack-model.ts";
import { selectorSeverities } from "../requirement-model.ts";
import { both, cited, column, standing, standings, type TableLayout } from "./table-layout.ts";

const verdicts = ["met", "partlyMet", "notMet", "notApplicable", "notEvidenced", "contested"];
const results = ["pass", "fail", "notApplicable", "error", "info"];
const none = { bareEmpty: true };

const requirements: TableLayout = {
  id: "Requirements",
  title: { zh: "要求", en: "Requirements" },
  note: {
    zh: "一行一条要求。要素、检查项和证据用例写在后面各表。",
    en: "One requirement a line. Elements, selectors and evidence cases stand in the sheets that follow.",
  },
  at: "requirements",
  shape: "list",
  key: { by: "id", heading: { zh: "要求", en: "Requirement" } },
  blank: { crosswalk: {}, elements: [], cases: [] },
  columns: [
    column("id", "编号", "Id", "text", { width: 16 }),
    column("domain", "领域", "Domain"),
    column("type", "类型", "Type"),
    column("fromGrade", "自哪级起", "From grade", "number"),
    column("appliesWhen", "适用条件", "Applies when", "structure", { width: 40 }),
    ...both("title", "标题", "Title"),
    ...both("text", "条文", "Text", "text", { width: 60 }),
    column("methods", "方法", "Methods", "list", { width: 20 }),
    ...both("procedure", "评测步骤", "Procedure", "text", { width: 60 }),
    column("crosswalk.icsGuide2024", "工控指南条目", "ICS guide items", "numbers", none),
    column("crosswalk.mlps", "等保条款", "MLPS clauses", "list", none),
    column("crosswalk.nist80053r5", "NIST 800-53", "NIST 800-53", "list", none),
    column("crosswalk.iec62443", "IEC 62443", "IEC 62443", "list", none),
    ...cited,
    standing,
    column("closes", "补差能力", "Closed by", "list"),
    column("effort.personDays", "人日", "Person-days", "number"),
    column("effort.costCny", "费用（元）", "Cost (yuan)", "number"),
    column("effort.standing", "工作量可靠程度", "Standing of effort", "text", {
      choices: standings,
    }),
  ],
};

const elementTables: readonly TableLayout[] = [
  {
    id: "Elements",
    title: { zh: "要素", en: "Elements" },
    note: {
      zh: "要求的要素，每个都要有证据。",
      en: "Elements of a requirement, each to be evidenced.",
    },
    at: "elements",
    parent: "Requirements",
    shape: "list",
    key: { by: "id", heading: { zh: "要素", en: "Element" } },
    blank: { selectors: [] },
    columns: [column("id", "编号", "Id"), ...both("text", "内容", "Text", "text", { width: 50 })],
  },
  {
    id: "Selectors",
    title: { zh: "检查项", en: "Selectors" },
    note: {
      zh: "哪些检查结果证明或否定该要素。",
      en: "Which checks speak for or against the element.",
    },
    at: "selectors",
    parent: "Elements",
    shape: "list",
    columns: [
      column("check", "检查项", "Check", "text", { width: 50 }),
      column("proves", "证明", "Proves", "text", { choices: ["full", "partial", "none"] }),
      column("contradicts", "不通过即否定", "Contradicts", "boolean", {
        choices: ["true", "false"],
      }),
      column("onInfo", "仅有信息时", "On info", "text", {
        choices: ["nothing", "contradicts", "proves"],
      }),
      column("minSeverity", "最低严重程度", "Least severity", "text", {
        choices: [...selectorSeverities],
      }),
    ],
  },
  {
    id: "Questions",
    title: { zh: "问题", en: "Questions" },
    note: {
      zh: "问卷的问题，检查项用 question:编号 引用。",
      en: "Questions of the questionnaire; selectors name them question:id.",
    },
    at: "questions",
    shape: "list",
    columns: [
      column("id", "编号", "Id", "text", { width: 24 }),
      ...both("text", "问题", "Question", "text", { width: 60 }),
      ...both("help", "填写说明", "Help"),
    ],
  },
  {
    id: "EvidenceCases",
    title: { zh: "证据用例", en: "Evidence cases" },
    note: {
      zh: "每条要求至少一个 met 和一个 notMet。",
      en: "Each requirement has at least one met and one notMet.",
    },
    at: "cases",
    parent: "Requirements",
    shape: "list",
    key: { by: "number", heading: { zh: "用例号", en: "Case no." } },
    blank: { observations: [] },
    columns: [
      ...both("name", "名称", "Name"),
      column("expect", "应判为", "Expected", "text", { choices: verdicts }),
    ],
  },
  {
    id: "Observations",
    title: { zh: "观测", en: "Observations" },
    note: { zh: "证据用例中的观测结果。", en: "What is observed in an evidence case." },
    at: "observations",
    parent: "EvidenceCases",
    shape: "list",
    columns: [
      column("check", "检查项", "Check", "text", { width: 40 }),
      column("refs", "别名", "Refs", "list", none),
      column("result", "结果", "Result", "text", { choices: results }),
      column("subject", "对象", "Subject"),
      column("family", "证据族", "Family"),
      column("severity", "严重程度", "Severity", "text", {
        choices: ["none", ...selectorSeverities],
      }),
    ],
  },
];

const crosswalkTables: readonly TableLayout[] = [
  {
    id: "Crosswalks",
    title: { zh: "对照表", en: "Crosswalks" },
    note: {
      zh: "一种编号与另一种的对应，行写在“对照行”。",
      en: "What one vocabulary is in another; rows stand in “Crosswalk rows”.",
    },
    at: "crosswalks",
    shape: "list",
    key: { by: "id", heading: { zh: "对照表", en: "Crosswalk" } },
    columns: [column("id", "编号", "Id"), ...both("title", "标题", "Title"), ...cited],
  },
  {
    id: "CrosswalkRows",
    title: { zh: "对照行", en: "Crosswalk rows" },
    note: {
      zh: "左边的检查覆盖右边多少：equal 恰好，superset 更多，subset 一部分，intersects 有交集。",
      en: "How much of the right the left one tests: equal exactly, superset more, subset a part, intersects some of both.",
    },
    at: "rows",
    parent: "Crosswalks",
    shape: "list",
    columns: [
      column("from", "由", "From ref", "text", { width: 40 }),
      column("to", "得", "To refs", "list", { width: 50 }),
      column("relation", "覆盖", "Relation", "text", { choices: relations }),
    ],
  },
];

export const requirementTables: readonly TableLayout[] = [
  requirements,
  ...elementTables,
  ...crosswalkTables,
];
