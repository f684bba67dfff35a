/** Failures of filing, answering, inspecting and relaying tasks. */

import { defineErrors } from "./define-errors.ts";

export const filingErrors = defineErrors({
  "filing.no-facts": {
    status: 422,
    zh: "这家企业还没有填写事实，没有可报送的内容。请先填写并定级。",
    en: "No facts of this enterprise are recorded, so there is nothing to file. Enter facts and grade first.",
  },
  "filing.changed": {
    status: 409,
    zh: "预览之后内容有变化。请重新预览，确认后再报送。",
    en: "The content has changed since the preview. Preview again, then file what you have seen.",
  },
  "filing.waiting": {
    status: 409,
    zh: "上一次报送（第 {revision} 版）的内容相同，不必重复报送。请等待答复，或在内容有变化后再报。",
    en: "Revision {revision} already holds the same content. Wait for the answer, or file again when something has changed.",
  },
  "filing.state": {
    status: 409,
    zh: "该报送处于“{state}”状态（{by}，{at}），不能答复为“{outcome}”。请刷新后查看。",
    en: "The filing is {state} (by {by}, {at}) and cannot be answered as {outcome}. Reload and look at it again.",
  },
  "filing.stage": {
    status: 409,
    zh: "企业现处于“{stage}”阶段，不能这样报送或答复。{remedyZh}",
    en: "The enterprise stands at {stage}, from which this cannot be filed or answered. {remedyEn}",
  },
  "filing.open-items": {
    status: 422,
    zh: "有 {count} 项要求尚有争议或未取得证据：{items}。请补充证据，或注明“带未决项”后报送。",
    en: "{count} requirement(s) are contested or not evidenced: {items}. Add evidence, or file with open items.",
  },
  "filing.unknown-type": {
    status: 422,
    zh: "现行规则包没有“{type}”这一类型。请从这些当中选择：{known}。",
    en: "The pack in force has no type {type}. Choose one of: {known}.",
  },
  "filing.unknown-item": {
    status: 422,
    zh: "规则包 {pack} 没有“{item}”这一事实或要求。请从规则包里选择一项，或留空表示整份报送。",
    en: "Pack {pack} has no fact or requirement {item}. Choose one of the pack, or leave it empty for the filing as a whole.",
  },
  "filing.feeds": {
    status: 409,
    zh: "日历订阅已有 {limit} 个。请先撤销一个不再使用的。",
    en: "There are {limit} calendar feeds already. Revoke one that is no longer used first.",
  },
  "filing.reasons": {
    status: 422,
    zh: "退回须逐项写明理由。请至少填写一项。",
    en: "A filing is returned with reasons, item by item. Give at least one.",
  },
  "inspection.state": {
    status: 409,
    zh: "该检查请求处于“{state}”状态，不能再答复。请刷新后查看。",
    en: "The inspection request is {state} and cannot be answered again. Reload and look at it.",
  },
  "inspection.item": {
    status: 422,
    zh: "{sha256} 不在这家企业报送的承诺之中。请从其报送里选择一项。",
    en: "{sha256} is not among the commitments that this enterprise filed. Choose an item from its filing.",
  },
  "inspection.not-held": {
    status: 409,
    zh: "本节点没有 {sha256} 的原文件。请说明原因并拒绝，或先找回原文件。",
    en: "This node does not hold the file {sha256}. Refuse and say why, or find the file first.",
  },
  "inspection.too-large": {
    status: 413,
    zh: "文件大于 {limit}，不能随消息放行。请与主管部门约定其他方式。",
    en: "The file is over {limit} and cannot be released in a message. Agree on another way with the supervisor.",
  },
  "task.state": {
    status: 409,
    zh: "该任务处于“{state}”状态，不能再回执。请刷新后查看。",
    en: "The task is {state} and cannot be acknowledged again. Reload and look at it.",
  },
});
