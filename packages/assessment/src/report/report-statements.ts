/** What a report says of itself on its last page: what it is, and what it is not. */

import type { LocalizedText } from "@fenji/kernel";
import type { ReportContent } from "./assessment-report.ts";

const always: readonly LocalizedText[] = [
  {
    zh: "结论只针对评测范围和截止时点的证据；未列入范围的要求、截止之后的变化不在其内。",
    en: "The conclusions are about the scope and the evidence as of the cut-off; what is out of scope or came later is not in them.",
  },
  {
    zh: "级别为自评结果，以主管部门核查为准。",
    en: "Grades are self-assessed and subject to verification by the supervisor.",
  },
  {
    zh: "得分按 conformity-interval-1 计算：符合计 1，部分符合计 0.5，不符合计 0，不适用不计；未取证和有争议按 0 与 1 给出下限和上限。",
    en: "The score is conformity-interval-1: met counts 1, partly met 0.5, not met 0, not applicable is left out; not evidenced and contested count 0 in the lower bound and 1 in the upper.",
  },
  {
    zh: "签署由节点的密钥对签署内容的哈希作证，属于存证，不是法律意义上的电子签名；需要时应另行用印或使用认证机构的电子签名。",
    en: "Signatures are attested by the node's key over the hash of what was signed: proof of existence, no electronic signature in law. Where one is needed, seal the paper or use a certificate authority's.",
  },
];

const illustrative: LocalizedText = {
  zh: "本规则包为示意规则，数值不是官方标准。",
  en: "The pack is illustrative; its numbers are no official standard.",
};

const synthetic: LocalizedText = {
  zh: "本企业为虚构样例，不对应任何真实企业。",
  en: "The enterprise is synthetic and stands for no real one.",
};

/** `synthetic`: the firm does not exist. */
export const reportStatements = (
  { illustrative: isIllustrative, notice }: ReportContent["pack"],
  { synthetic: isSynthetic }: Pick<ReportContent["enterprise"], "synthetic">,
): LocalizedText[] => [
  ...always,
  ...(isIllustrative ? [illustrative] : []),
  ...(isSynthetic ? [synthetic] : []),
  ...(notice === null ? [] : [notice]),
];
