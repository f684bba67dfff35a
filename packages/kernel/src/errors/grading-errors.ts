/** Failures of facts and grading. */

import { defineErrors } from "./define-errors.ts";

export const gradingErrors = defineErrors({
  "fact.wrong-type": {
    status: 422,
    zh: "事实“{fact}”应为{expected}，收到的是 {actual}。请更正该项；不知道时请留空。",
    en: "Fact “{fact}” must be {expected}, got {actual}. Correct it, or leave it out if unknown.",
  },
  "fact.out-of-range": {
    status: 422,
    zh: "事实“{fact}”应为{expected}，收到的是 {actual}。请更正该项；不知道时请留空。",
    en: "Fact “{fact}” must be {expected}, got {actual}. Correct it, or leave it out if unknown.",
  },
  "fact.unknown-option": {
    status: 422,
    zh: "事实“{fact}”没有选项“{actual}”。可选：{expected}。请从中选择；不知道时请留空。",
    en: "Fact “{fact}” has no option “{actual}”. Options: {expected}. Choose from these, or leave it out if unknown.",
  },
  "fact.unknown-id": {
    status: 422,
    zh: "规则包没有名为“{fact}”的事实（有：{expected}）。请改正名称或删去该项。",
    en: "The pack has no fact “{fact}” (it has: {expected}). Correct the name or delete the entry.",
  },
  "fact.unknown-id-near": {
    status: 422,
    zh: "规则包没有名为“{fact}”的事实。是不是“{near}”？请改正名称或删去该项。",
    en: "The pack has no fact “{fact}”. Did you mean “{near}”? Correct the name or delete the entry.",
  },
  "fact.column-length": {
    status: 422,
    zh: "事实“{fact}”的列有 {actual} 行，应为 {expected} 行。请让各列等长。",
    en: "The column of the fact “{fact}” has {actual} rows, {expected} are needed. Give columns of one length.",
  },
  "grading.too-complex": {
    status: 422,
    zh: "规则太复杂，无法整体编译（节点“{node}”处超过 {limit} 个状态）。请减少权重的种类，或把长的求和先分档。",
    en: "The rules are too complex to compile (over {limit} states at node “{node}”). Use fewer distinct weights, or band long sums in between.",
  },
  "grading.table-hole": {
    status: 422,
    zh: "决策表“{node}”有空档：对这些事实没有一行成立（{facts}）。请补上一行。",
    en: "The decision table “{node}” has a hole: no row holds for these facts ({facts}). Add one.",
  },
  "grading.table-overlap": {
    status: 422,
    zh: "决策表“{node}”第 {rows} 行重叠：对这些事实同时成立（{facts}）。请收窄其中的条件。",
    en: "Rows {rows} of the decision table “{node}” overlap: all hold for these facts ({facts}). Narrow their conditions.",
  },
  "input.missing": {
    status: 422,
    zh: "没有 {path} 这个文件。请检查路径；从管道读入时用 -。",
    en: "There is no file {path}. Check the path; use - to read from a pipe.",
  },
  "input.folder": {
    status: 422,
    zh: "{path} 是文件夹。请给出其中的 YAML 或 JSON 文件，例如 examples/factory.yaml。",
    en: "{path} is a folder. Name a YAML or JSON file in it, such as examples/factory.yaml.",
  },
  "input.start-alone": {
    status: 422,
    zh: "fenji start 不带参数。请用环境变量设置，见 fenji start --help。",
    en: "fenji start takes no arguments. Set it by environment variables: fenji start --help.",
  },
  "input.unreadable": {
    status: 422,
    zh: "{path} 读不出来（{detail}）。请检查路径；从管道读入时用 -。",
    en: "{path} cannot be read ({detail}). Check the path; use - to read from a pipe.",
  },
  "input.not-yaml": {
    status: 422,
    zh: "{path} 不是有效的 YAML 或 JSON（{detail}）。请更正后重试。",
    en: "{path} is not valid YAML or JSON ({detail}). Correct it and try again.",
  },
  "input.invalid": {
    status: 422,
    zh: "{path} 中的 {at} 不符合要求（{detail}）。请参照 examples/factory.yaml 更正。",
    en: "{path} is not valid at {at} ({detail}). Correct it after the model of examples/factory.yaml.",
  },
});
