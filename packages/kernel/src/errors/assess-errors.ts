/** Failures of assessing: what is asked for does not exist in the pack. */

import { defineErrors } from "./define-errors.ts";

export const assessErrors = defineErrors({
  "assess.type-unknown": {
    status: 422,
    zh: "这个对象不属于类型“{type}”，或规则包没有这一类（有：{known}）。请改用其中之一，或更正事实。",
    en: "The object is not of type “{type}”, or the pack has no such type (it has: {known}). Name one of these, or correct the facts.",
  },
  "assess.received-unknown": {
    status: 422,
    zh: "磁盘上的文件没有接收时间，不能按接收时间评测。请用 --by observed，或把文件导入节点。",
    en: "Files on disk do not say when they were received. Use --by observed, or import the files into a node.",
  },
  "assess.grade-unknown": {
    status: 422,
    zh: "没有级别 {grade}（有：{known}）。请改用其中之一。",
    en: "There is no grade {grade} (there are: {known}). Name one of these.",
  },
  "report.no-findings": {
    status: 409,
    zh: "报告没有问题，OSCAL 的整改计划至少要有一项，因此没有可导出的。请导出评测结果，或先提出问题。",
    en: "The report has no findings, and an OSCAL plan of action needs at least one item, so there is none to export. Export the assessment results, or raise a finding first.",
  },
});
