/** Tables of golden cases: facts, and the grades that must come out. */

import { both, column, type TableLayout } from "./table-layout.ts";

export const caseTables: readonly TableLayout[] = [
  {
    id: "Cases",
    title: { zh: "定级用例", en: "Cases" },
    note: {
      zh: "必须算对的例子；每项事实一列，空为未列出，? 为未知。期望的级别写在“期望级别”表。",
      en: "Examples that must come out; one column for each fact, empty: not given, ?: unknown. Expected grades stand in “Expected grades”.",
    },
    at: "cases",
    shape: "list",
    key: { by: "number", heading: { zh: "用例号", en: "Case no." } },
    blank: { facts: {}, expect: [] },
    spread: "facts",
    columns: [...both("name", "名称", "Name")],
  },
  {
    id: "Expected",
    title: { zh: "期望级别", en: "Expected grades" },
    note: {
      zh: "确定：级别与可能级别相同；未定：级别留空，列出可能级别；不适用：都留空。",
      en: "Determined: grade and possible alike; open: grade empty, possible ones listed; does not apply: both empty.",
    },
    at: "expect",
    parent: "Cases",
    shape: "list",
    blank: { grade: null, possible: [] },
    columns: [
      column("type", "类型", "Type"),
      column("grade", "级别", "Grade", "number"),
      column("possible", "可能级别", "Possible", "numbers", { bareEmpty: true }),
    ],
  },
];
