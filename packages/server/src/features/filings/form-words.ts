/** Words of the form of a filing, both languages. */

import type { Language, LocalizedText } from "@fenji/kernel";
import type { GradedType } from "@fenji/regime";

export const formWords = {
  title: {
    zh: "工业互联网企业网络安全定级报送信息（转录用）",
    en: "Filing of a cybersecurity grade: what to enter, field by field",
  },
  purpose: {
    zh: "本表按录入顺序列出报送内容，供核对和向主管部门平台转录，不是任何平台的表单。",
    en: "This sheet lists what was filed in the order of entry, for checking and entering elsewhere. It is no form of any platform.",
  },
  verified: { zh: "已经主管部门核查。", en: "Verified by the supervisor." },
  registered: { zh: "已经主管部门核查并登记。", en: "Verified and registered by the supervisor." },
  enterprise: { zh: "企业信息", en: "Enterprise" },
  facts: { zh: "定级事实", en: "Facts for grading" },
  grades: { zh: "定级结果", en: "Grades" },
  open: { zh: "不符合或未取证的要求", en: "Requirements not met or not evidenced" },
  proof: { zh: "依据与凭证", en: "Rules and commitments" },
  creditCode: { zh: "统一社会信用代码", en: "Unified social credit code" },
  name: { zh: "企业名称", en: "Name" },
  nameEn: { zh: "英文名称", en: "Name in English" },
  jurisdiction: { zh: "所在辖区代码", en: "Code of jurisdiction" },
  city: { zh: "所在城市代码", en: "Code of city" },
  division: { zh: "行业大类（GB/T 4754）", en: "Division (GB/T 4754)" },
  number: { zh: "登记编号", en: "Registration number" },
  grade: { zh: "级别", en: "grade" },
  verdicts: { zh: "判定统计", en: "verdicts" },
  pack: { zh: "规则包", en: "Pack" },
  packHash: { zh: "规则包内容哈希", en: "Hash of the pack's content" },
  files: { zh: "证据文件数", en: "Evidence files" },
  observations: { zh: "观测记录数", en: "Observations" },
  evidenceAsOf: { zh: "证据截至", en: "Evidence as of" },
  unknown: { zh: "未填写", en: "not known" },
  undetermined: { zh: "未确定，可能为", en: "undetermined, possibly" },
  none: { zh: "无", en: "none" },
  yes: { zh: "是", en: "yes" },
  no: { zh: "否", en: "no" },
  list: { zh: "、", en: ", " },
} satisfies Record<string, LocalizedText>;

export const verdictWords: readonly { readonly verdict: string; readonly label: LocalizedText }[] =
  [
    { verdict: "met", label: { zh: "符合", en: "met" } },
    { verdict: "partlyMet", label: { zh: "部分符合", en: "partly met" } },
    { verdict: "notMet", label: { zh: "不符合", en: "not met" } },
    { verdict: "notApplicable", label: { zh: "不适用", en: "not applicable" } },
    { verdict: "notEvidenced", label: { zh: "未取证", en: "not evidenced" } },
    { verdict: "contested", label: { zh: "有争议", en: "contested" } },
  ];

interface FiledGrade {
  readonly graded: GradedType | undefined;
  readonly grade: number | null;
  readonly possible: readonly number[];
}

export const gradeText = ({ graded, grade, possible }: FiledGrade, language: Language): string => {
  const labelOf = (rank: number): string =>
    graded?.grades.find((one) => one.rank === rank)?.label[language] ?? String(rank);
  if (grade !== null) return labelOf(grade);
  const labels = possible.map(labelOf).join(formWords.list[language]);
  return `${formWords.undetermined[language]} ${labels}`;
};
