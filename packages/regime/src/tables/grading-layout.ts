/** Tables of facts, rules, types and their cases. */

import { caseTables } from "./case-layout.ts";
import {
  both,
  cited,
  column,
  standing,
  type ColumnLayout,
  type TableLayout,
} from "./table-layout.ts";

const id: ColumnLayout = column("id", "编号", "Id", "text", { width: 24 });
const label = both("label", "名称", "Label");
const rule = (...is: string[]) => ({ when: { member: "rule", is } });

const rules = [
  "bands",
  "lookup",
  "set",
  "when",
  "sum",
  "max",
  "min",
  "matrix",
  "table",
  "switch",
  "override",
];

const factTables: readonly TableLayout[] = [
  {
    id: "Facts",
    title: { zh: "事实", en: "Facts" },
    note: {
      zh: "定级时要问的事实，一行一项。种类 number、boolean、choice、set；后两种的选项写在“选项”表。",
      en: "What is asked to grade, one a line. Kinds: number, boolean, choice, set; options of the last two stand in “Options”.",
    },
    at: "grading.facts",
    shape: "list",
    key: { by: "id", heading: { zh: "事实", en: "Fact" } },
    columns: [
      id,
      column("kind", "种类", "Kind", "text", { choices: ["number", "boolean", "choice", "set"] }),
      ...label,
      ...both("section", "栏目", "Section"),
      ...both("help", "填写说明", "Help"),
      ...both("unit", "单位", "Unit", "text", { width: 12 }),
      column("integer", "整数", "Whole number", "boolean", { choices: ["true", "false"] }),
      column("min", "最小", "Least", "number"),
      column("max", "最大", "Greatest", "number"),
      ...cited,
    ],
  },
  {
    id: "Options",
    title: { zh: "选项", en: "Options" },
    note: { zh: "单选（choice）和多选（set）事实的选项。", en: "Options of choice and set facts." },
    at: "options",
    parent: "Facts",
    shape: "list",
    columns: [id, ...label],
  },
  {
    id: "Derivations",
    title: { zh: "算出的数", en: "Derivations" },
    note: {
      zh: "由事实算出的数，规则像用事实一样用它。算式写法见 packs/README.md。",
      en: "Numbers computed from facts; rules use them as they use facts. For formulas see packs/README.md.",
    },
    at: "grading.derivations",
    shape: "list",
    columns: [
      id,
      ...label,
      ...both("unit", "单位", "Unit", "text", { width: 12 }),
      column("formula", "算式", "Formula", "structure", { width: 60 }),
      standing,
      ...cited,
    ],
  },
];

const ruleTable: TableLayout = {
  id: "Rules",
  title: { zh: "规则", en: "Rules" },
  note: {
    zh: "一行一条规则，每条给出一个整数。分档、分值、求和项、矩阵、判定行、分支、例外写在后面各表。",
    en: "One rule a line; each gives a whole number. Bands, points, terms, matrices, table rows, branches and overrides stand in the sheets that follow.",
  },
  at: "grading.nodes",
  shape: "list",
  key: { by: "id", heading: { zh: "规则", en: "Rule" } },
  columns: [
    id,
    column("rule", "写法", "Kind of rule", "text", { choices: rules }),
    ...label,
    column("of.fact", "取自事实", "Of fact", "text", rule("bands")),
    column("of", "取自事实", "Of fact", "text", rule("lookup", "set", "switch")),
    column("of.node", "取自规则", "Of rules", "text", rule("bands")),
    column("of", "取自规则", "Of rules", "list", rule("max", "min")),
    column("base", "取自规则", "Of rules", "text", rule("override")),
    column("combine", "合并", "Combine", "text", { ...rule("set"), choices: ["max", "sum"] }),
    column("none", "都不选时", "If none", "number", rule("set")),
    column("cap", "封顶", "Cap", "number", rule("set")),
    column("when", "条件", "Condition", "structure", { ...rule("when"), width: 50 }),
    column("then", "成立时", "Then", "number", rule("when")),
    column("otherwise", "否则", "Otherwise", "number", rule("when")),
    column("otherwise", "否则", "Otherwise", "text", rule("switch")),
    column("rows", "矩阵的行", "Matrix rows", "text", rule("matrix")),
    column("columns", "矩阵的列", "Matrix columns", "text", rule("matrix")),
    standing,
    ...cited,
  ],
};

const partOfRule = (kinds: readonly string[]) =>
  ({ parent: "Rules", of: { member: "rule", is: kinds } }) as const;

const ruleParts: readonly TableLayout[] = [
  {
    id: "Bands",
    title: { zh: "分档", en: "Bands" },
    note: {
      zh: "bands 规则的各档，含下限；第一档的下限留空。",
      en: "Steps of bands rules; a band includes its lower bound; that of the first is empty.",
    },
    at: "bands",
    ...partOfRule(["bands"]),
    shape: "list",
    blank: { from: null },
    columns: [
      column("from", "下限", "From", "number"),
      column("value", "得分", "Value", "number"),
      ...label,
    ],
  },
  {
    id: "Points",
    title: { zh: "选项分值", en: "Points" },
    note: {
      zh: "lookup 和 set 规则：每个选项的分值。",
      en: "Of lookup and set rules: the points of each option.",
    },
    at: "values",
    ...partOfRule(["lookup", "set"]),
    shape: "record",
    columns: [column("key", "选项", "Option"), column("value", "得分", "Value", "number")],
  },
  {
    id: "Terms",
    title: { zh: "求和项", en: "Terms" },
    note: { zh: "sum 规则的各项与权重。", en: "Terms of sum rules with their weights." },
    at: "terms",
    ...partOfRule(["sum"]),
    shape: "list",
    columns: [column("node", "规则项", "Of rule"), column("weight", "权重", "Weight", "number")],
  },
  {
    id: "Matrix",
    title: { zh: "矩阵", en: "Matrix" },
    note: {
      zh: "matrix 规则：一行一行写各列的值。",
      en: "Of matrix rules: row by row the values of all columns.",
    },
    at: "values",
    ...partOfRule(["matrix"]),
    shape: "bare",
    columns: [column("value", "各列的值", "Values", "numbers")],
  },
  {
    id: "TableRows",
    title: { zh: "判定行", en: "Table rows" },
    note: {
      zh: "table 规则：任何情形恰好一行成立。",
      en: "Of table rules: in every case exactly one row holds.",
    },
    at: "rows",
    ...partOfRule(["table"]),
    shape: "list",
    columns: [
      column("when", "条件", "Condition", "structure", { width: 60 }),
      column("value", "得分", "Value", "number"),
      ...label,
    ],
  },
  {
    id: "Branches",
    title: { zh: "分支", en: "Branches" },
    note: {
      zh: "switch 规则：哪个选项用哪条规则。",
      en: "Of switch rules: which option takes which rule.",
    },
    at: "cases",
    ...partOfRule(["switch"]),
    shape: "record",
    columns: [column("key", "选项", "Option"), column("value", "用规则", "Takes rule")],
  },
  {
    id: "Overrides",
    title: { zh: "例外", en: "Overrides" },
    note: {
      zh: "override 规则的例外，按次序应用。",
      en: "Exceptions of override rules, applied in order.",
    },
    at: "overrides",
    ...partOfRule(["override"]),
    shape: "list",
    columns: [
      id,
      ...label,
      column("when", "条件", "Condition", "structure", { width: 50 }),
      column("effect", "效果", "Effect", "text", { choices: ["at-least", "at-most", "set"] }),
      column("value", "得分", "Value", "number"),
      ...cited,
    ],
  },
];

const typeTables: readonly TableLayout[] = [
  {
    id: "Types",
    title: { zh: "定级类型", en: "Types" },
    note: {
      zh: "各类型分别定级；结果规则的值就是级别。",
      en: "Each is graded on its own; the value of its result rule is the grade.",
    },
    at: "grading.types",
    shape: "list",
    key: { by: "id", heading: { zh: "类型", en: "Type" } },
    columns: [
      id,
      ...both("name", "名称", "Name"),
      column("appliesWhen", "适用条件", "Applies when", "structure", { width: 40 }),
      column("result", "结果规则", "Result rule"),
      column("supervision", "主管条线", "Supervision", "text", {
        choices: ["industry", "communications"],
      }),
    ],
  },
  {
    id: "Grades",
    title: { zh: "级别", en: "Grades" },
    note: { zh: "从低到高。", en: "From the lowest up." },
    at: "grades",
    parent: "Types",
    shape: "list",
    columns: [column("rank", "序号", "Rank", "number"), ...label],
  },
  {
    id: "Monotone",
    title: { zh: "单调", en: "Monotone" },
    note: {
      zh: "该事实升高时级别不降（rising）或不升（falling）；由 fenji pack test 检验。",
      en: "As the fact rises the grade never falls (rising) or never rises (falling); fenji pack test tries to break it.",
    },
    at: "monotone",
    parent: "Types",
    shape: "list",
    columns: [
      column("fact", "事实", "Fact"),
      column("direction", "方向", "Direction", "text", { choices: ["rising", "falling"] }),
    ],
  },
];

export const gradingTables: readonly TableLayout[] = [
  ...factTables,
  ruleTable,
  ...ruleParts,
  ...typeTables,
  ...caseTables,
];
