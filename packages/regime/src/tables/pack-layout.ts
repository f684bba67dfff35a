/** The tables of a pack, in the order of their sheets, and the members of a pack that are no lists. */

import { evidenceKinds } from "../freshness-model.ts";
import { gradingTables } from "./grading-layout.ts";
import { requirementTables } from "./requirement-layout.ts";
import {
  both,
  cited,
  column,
  standing,
  standings,
  type ColumnLayout,
  type TableLayout,
} from "./table-layout.ts";

/** The sheet that explains the others; nothing is read from it. */
export const guideTitle = { zh: "说明", en: "Guide" };

/** The sheet that has a line for each member instead of a column. */
export const headTitle = { zh: "规则包", en: "Pack" };
export const headNote = {
  zh: "一行一项：左边是项目名，右边填内容。不填就是没有。",
  en: "One item a line: its name on the left, its content on the right. Empty means none.",
};
export const headColumns = [
  { zh: "项目", en: "Item" },
  { zh: "内容", en: "Content" },
] as const;

const material = "obligations.materialChanges";

export const headFields: readonly ColumnLayout[] = [
  column("header.id", "编号", "Id"),
  column("header.version", "版本", "Version"),
  ...both("header.title", "标题", "Title"),
  ...both("header.summary", "摘要", "Summary"),
  column("header.object.kind", "定级对象种类", "Kind of object"),
  ...both("header.object.name", "定级对象", "Object"),
  column("header.standing", "整体可靠程度", "Overall standing", "text", { choices: standings }),
  ...both("header.notice", "提示", "Notice"),
  column("header.effectiveFrom", "生效日期", "In force from"),
  column("header.effectiveTo", "失效日期", "In force to"),
  column(`${material}.facts`, "重大变更的事实", "Facts of a material change", "list"),
  column(`${material}.citation.source`, "重大变更来源", "Source of material changes"),
  column(`${material}.citation.clause`, "重大变更条款", "Clause of material changes"),
  column(`${material}.standing`, "重大变更可靠程度", "Standing of material changes", "text", {
    choices: standings,
  }),
];

const named = (
  id: string,
  at: string,
  words: Pick<TableLayout, "title" | "note">,
): TableLayout => ({
  id,
  at,
  ...words,
  shape: "list",
  columns: [column("id", "编号", "Id", "text", { width: 24 }), ...both("name", "名称", "Name")],
});

const headTables: readonly TableLayout[] = [
  {
    id: "Sources",
    title: { zh: "来源", en: "Sources" },
    note: {
      zh: "引用的文件。其他表的“来源”填这里的编号。",
      en: "Documents cited. “Source” in other tables is an id of this one.",
    },
    at: "header.sources",
    shape: "list",
    columns: [
      column("id", "编号", "Id", "text", { width: 20 }),
      ...both("title", "标题", "Title"),
      column("number", "文号", "Number", "text", { width: 24 }),
      column("issued", "发布日期", "Issued"),
      ...both("note", "说明", "Note"),
    ],
  },
  named("Domains", "domains", {
    title: { zh: "领域", en: "Domains" },
    note: { zh: "要求按领域分组。", en: "Requirements are grouped by domain." },
  }),
  named("Capabilities", "capabilities", {
    title: { zh: "能力", en: "Capabilities" },
    note: {
      zh: "能补上差距的产品或服务能力。",
      en: "What a product or service can do to close a gap.",
    },
  }),
];

const obligationTables: readonly TableLayout[] = [
  {
    id: "Deadlines",
    title: { zh: "期限", en: "Deadlines" },
    note: {
      zh: "某事之后多久内由谁做什么。",
      en: "Who does what within which time after an event.",
    },
    at: "obligations.deadlines",
    shape: "list",
    columns: [
      column("id", "编号", "Id"),
      ...both("label", "名称", "Label"),
      column("after", "起算于", "After", "text", {
        choices: [
          "in-scope",
          "submitted",
          "returned",
          "verified",
          "registered",
          "assessed",
          "changed",
        ],
      }),
      column("does", "事项", "Act", "text", {
        choices: [
          "file",
          "verify",
          "refile",
          "register",
          "protect",
          "assess",
          "rectify",
          "report-change",
        ],
      }),
      column("by", "责任方", "By", "text", { choices: ["enterprise", "supervisor", "assessor"] }),
      column("within.amount", "数量", "Amount", "number"),
      column("within.unit", "单位", "Unit", "text", { choices: ["workingDays", "days", "months"] }),
      standing,
      ...cited,
    ],
  },
  {
    id: "Cycles",
    title: { zh: "评测周期", en: "Cycles" },
    note: {
      zh: "每个级别多久评测一次；类型不填为所有类型。",
      en: "How often each grade is assessed; without a type, of every type.",
    },
    at: "obligations.cycles",
    shape: "list",
    columns: [
      column("type", "类型", "Type"),
      column("grade", "级别", "Grade", "number"),
      column("everyMonths", "每几个月", "Every (months)", "number"),
      standing,
      ...cited,
    ],
  },
];

const freshnessTables: readonly TableLayout[] = [
  {
    id: "Freshness",
    title: { zh: "证据时效", en: "Freshness" },
    note: {
      zh: "每类证据多少天内新鲜、多少天后失效；没有的行按安装的缺省值。",
      en: "For how many days evidence of a kind is fresh, and when it expires; kinds without a row are as the installation says.",
    },
    at: "freshness.rules",
    shape: "list",
    columns: [
      column("kind", "证据种类", "Kind", "text", { choices: evidenceKinds }),
      column("freshDays", "新鲜天数", "Fresh (days)", "number"),
      column("expiresDays", "失效天数", "Expires (days)", "number"),
      standing,
      ...cited,
    ],
  },
];

/** Parents come before their children. */
export const packTables: readonly TableLayout[] = [
  ...headTables,
  ...gradingTables,
  ...requirementTables,
  ...obligationTables,
  ...freshnessTables,
];
