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
  "report.one-type": {
    status: 422,
    zh: "一份报告只写一个类型，这个对象涉及的类型有：{types}。请用 --type 指定其中之一。",
    en: "A report is about one type, and the object is of these: {types}. Name one of them with --type.",
  },
  "assess.layer-one-type": {
    status: 422,
    zh: "一个图层只写一个类型，这个对象涉及的类型有：{types}。请用 --type 指定其中之一。",
    en: "A layer is about one type, and the object is of these: {types}. Name one of them with --type.",
  },
  "report.form-unknown": {
    status: 422,
    zh: "不知道 {path} 要写成哪种报告。请用这些扩展名之一：{known}。",
    en: "It is not known what form of report {path} is to be. Use one of these endings: {known}.",
  },
  "report.no-findings": {
    status: 409,
    zh: "报告没有问题，OSCAL 的整改计划至少要有一项，因此没有可导出的。请导出评测结果，或先提出问题。",
    en: "The report has no findings, and an OSCAL plan of action needs at least one item, so there is none to export. Export the assessment results, or raise a finding first.",
  },
});
