/** Failures of deciding beside what evidence says. */

import { defineErrors } from "./define-errors.ts";

export const verdictErrors = defineErrors({
  "verdict.term": {
    status: 422,
    zh: "期限 {from} 至 {until} 不成立：最后一天不能早于第一天，也不能早于今天，最长 {days} 天。请改期限；到期后可以再作决定。",
    en: "The term {from} to {until} does not hold: its last day is neither before the first nor before today, and it lasts {days} days at most. Change it; when it is over, decide again.",
  },
  "verdict.no-gap": {
    status: 409,
    zh: "要求 {requirement} 现在的判定是 {verdict}，没有可以接受或豁免的差距。未取证或来源相左的，请先取证或裁定。",
    en: "Requirement {requirement} is {verdict} now: there is no gap to accept or to waive. Where it is not evidenced or contested, bring evidence or settle it first.",
  },
  "verdict.overtaken": {
    status: 409,
    zh: "要求 {requirement} 的机器判定已由 {over} 变为 {now}。请查看新的证据后再决定。",
    en: "The machine's verdict on requirement {requirement} has moved from {over} to {now}. Look at the newer evidence, then decide.",
  },
  "verdict.nothing-to-override": {
    status: 409,
    zh: "要求 {requirement} 的机器判定已经是 {verdict}，不需要改判。",
    en: "The machine already says {verdict} of requirement {requirement}; there is nothing to override.",
  },
  "verdict.unknown-element": {
    status: 422,
    zh: "要求 {requirement} 没有要素 {element}。请从该要求的要素中选择。",
    en: "Requirement {requirement} has no element {element}. Choose among its elements.",
  },
  "verdict.own-review": {
    status: 403,
    zh: "不能复核自己的声明。请由另一位有复核权限的人复核。",
    en: "Nobody reviews their own attestation. Ask another person who may review.",
  },
  "verdict.done": {
    status: 409,
    zh: "这项决定已经撤回或复核过。请刷新后查看。",
    en: "This decision was withdrawn or reviewed already. Reload and look at it.",
  },
});
