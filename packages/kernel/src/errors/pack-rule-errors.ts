/** Faults in what a pack says: references, rules, requirements, cases; `{at}` is file, line, column and member. */

import { defineErrors } from "./define-errors.ts";

export const packRuleErrors = defineErrors({
  "pack.duplicate-id": {
    status: 422,
    zh: "{at}：编号“{id}”已在 {first} 用过。请改成不同的编号。",
    en: "{at}: the id “{id}” is already used at {first}. Give it another id.",
  },
  "pack.unknown-reference": {
    status: 422,
    zh: "{at}：引用的“{id}”（{kind}）没有定义。请先定义它，或改正编号。",
    en: "{at}: refers to “{id}” ({kind}), which is not defined. Define it, or correct the id.",
  },
  "pack.unknown-reference-near": {
    status: 422,
    zh: "{at}：引用的“{id}”（{kind}）没有定义。是不是“{near}”？请改正编号。",
    en: "{at}: refers to “{id}” ({kind}), which is not defined. Did you mean “{near}”? Correct the id.",
  },
  "pack.wrong-fact-kind": {
    status: 422,
    zh: "{at}：事实“{fact}”是 {actual} 类型，这里需要 {expected} 类型。请换一个事实或规则。",
    en: "{at}: the fact “{fact}” is of kind {actual}; {expected} is needed here. Use another fact or rule.",
  },
  "pack.cycle": {
    status: 422,
    zh: "{at}：规则节点互相引用成环：{cycle}。请断开其中一处引用。",
    en: "{at}: rule nodes refer to each other in a circle: {cycle}. Break one of the references.",
  },
  "pack.bands-first": {
    status: 422,
    zh: "{at}：第一档的 from 必须是 null（没有下限）。请把它改为 null，或在前面加一档。",
    en: "{at}: the first band's from must be null (no lower bound). Set it to null, or put a band before it.",
  },
  "pack.bands-order": {
    status: 422,
    zh: "{at}：各档的下限必须递增，{actual} 不大于前一档的 {before}。请调整顺序或数值。",
    en: "{at}: bands must ascend, and {actual} is not above {before} of the band before. Reorder or correct them.",
  },
  "pack.option-without-value": {
    status: 422,
    zh: "{at}：事实“{fact}”的选项“{option}”没有对应的值。请给每个选项一个值。",
    en: "{at}: option “{option}” of the fact “{fact}” has no value. Give every option one.",
  },
  "pack.matrix-shape": {
    status: 422,
    zh: "{at}：矩阵每行应有 {expected} 列，这一行有 {actual} 列。请补齐。",
    en: "{at}: every row of the matrix must have {expected} columns; this one has {actual}. Complete it.",
  },
  "pack.matrix-index": {
    status: 422,
    zh: "{at}：节点“{node}”可能取值 {values}，而矩阵这一维只有 0 到 {last}。请调整矩阵的大小或该节点的取值。",
    en: "{at}: node “{node}” may yield {values}, but this side of the matrix runs from 0 to {last}. Resize the matrix, or correct the node's values.",
  },
  "pack.result-outside": {
    status: 422,
    zh: "{at}：结果节点“{node}”可能取值 {values}，不在级别 {ranks} 之中。请让结果只取级别的值。",
    en: "{at}: the result node “{node}” may yield {values}, which is not among the grades {ranks}. Let it yield grades only.",
  },
  "pack.not-a-grade": {
    status: 422,
    zh: "{at}：{actual} 不是类型“{type}”的级别（{ranks}）。请改成其中之一。",
    en: "{at}: {actual} is not a grade of the type “{type}” ({ranks}). Use one of these.",
  },
  "pack.ranks-order": {
    status: 422,
    zh: "{at}：级别要从低到高排列，{actual} 不大于前一级的 {before}。请调整顺序。",
    en: "{at}: grades go from lowest to highest, and {actual} is not above {before} before it. Reorder them.",
  },
  "pack.range": {
    status: 422,
    zh: "{at}：下限 {min} 大于上限 {max}。请对调或更正。",
    en: "{at}: the lower bound {min} is above the upper bound {max}. Swap or correct them.",
  },
  "pack.dates": {
    status: 422,
    zh: "{at}：起始 {from} 晚于终止 {to}。请更正日期。",
    en: "{at}: the start {from} is after the end {to}. Correct the dates.",
  },
  "pack.too-many": {
    status: 422,
    zh: "{at}：数量 {actual} 超过上限 {limit}。请精简或拆分规则包。",
    en: "{at}: {actual} is over the limit of {limit}. Simplify or split the pack.",
  },
  "pack.selector-glob": {
    status: 422,
    zh: "{at}：“{actual}”里的 * 只能出现在末尾，且不能单独使用。请改写为前缀加 *。",
    en: "{at}: in “{actual}” a * may stand only at the end, after something. Write a prefix and then *.",
  },
  "pack.selector-idle": {
    status: 422,
    zh: "{at}：“{actual}”既不能证明也不能否定要素。请设置 proves、contradicts 或 onInfo。",
    en: "{at}: “{actual}” neither proves nor contradicts its element. Set proves, contradicts or onInfo.",
  },
  "pack.case-verdicts": {
    status: 422,
    zh: "{at}：要求“{requirement}”缺少结论为 {missing} 的例子。请补一个。",
    en: "{at}: the requirement “{requirement}” has no case that expects {missing}. Add one.",
  },
  "pack.case-grade": {
    status: 422,
    zh: "{at}：期望级别 {grade} 与可能级别 {possible} 不一致。确定时两者相同；不确定时 grade 写 null。",
    en: "{at}: the expected grade {grade} does not go with the possible grades {possible}. When determined they are the same; when not, grade is null.",
  },
  "pack.case-fact": {
    status: 422,
    zh: "{at}：事实“{fact}”应为{expected}，写的是 {actual}。请更正。",
    en: "{at}: the fact “{fact}” must be {expected}, is {actual}. Correct it.",
  },
});
