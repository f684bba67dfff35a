/** Indicators of evidence and verdicts, and of the demand that open gaps make. */

import { count, units, type Indicator, type Reading } from "./indicator.ts";
import type { Measures, RequirementFacts, Verdict, VerdictCount } from "./measures.ts";

const decided: readonly Verdict[] = ["met", "partlyMet", "notMet", "notApplicable"];
const gaps: readonly Verdict[] = ["partlyMet", "notMet"];

const rowsOf = (counts: readonly VerdictCount[], verdicts: readonly Verdict[]): number =>
  counts.reduce((sum, line) => (verdicts.includes(line.verdict) ? sum + line.rows : sum), 0);

/** Before anything was judged there is no count of verdicts, not a count of zero. */
const verdictCount = (m: Measures, verdicts: readonly Verdict[]): Reading => {
  const all = m.verdicts.counts.reduce((sum, line) => sum + line.rows, 0);
  const rows = rowsOf(m.verdicts.counts, verdicts);
  const counted = count({ rows, synthetic: m.verdicts.firms.synthetic }, all);
  return all === 0 ? { ...counted, value: null } : counted;
};

const decidedShare = (counts: readonly VerdictCount[], synthetic: boolean): Reading => {
  const all = counts.reduce((sum, line) => sum + line.rows, 0);
  const rows = rowsOf(counts, decided);
  const value = all === 0 ? null : (100 * rows) / all;
  return { value, rows: all, coverage: { counted: rows, of: all }, synthetic };
};

/** Σ over open gaps of what the pack says closing costs; coverage is firms assessed, of firms registered. */
const gapSum = (m: Measures, amount: (facts: RequirementFacts) => number): Reading => {
  let value = 0;
  let rows = 0;
  for (const line of m.verdicts.counts) {
    const facts = m.packs.requirements.get(line.requirement);
    if (!gaps.includes(line.verdict) || facts === undefined) continue;
    value += amount(facts) * line.rows;
    rows += line.rows;
  }
  const coverage = { counted: m.verdicts.firms.rows, of: m.registry.all.rows };
  const known = m.verdicts.firms.rows > 0;
  return { value: known ? value : null, rows, coverage, synthetic: m.verdicts.firms.synthetic };
};

const inDomain = (m: Measures, domain: string): readonly VerdictCount[] =>
  m.verdicts.counts.filter((line) => m.packs.requirements.get(line.requirement)?.domain === domain);

const evidence: readonly Indicator[] = [
  {
    id: "evidence.files",
    unit: { zh: "个", en: "files" },
    decimals: 0,
    lineage: { zh: "读取成功的证据文件", en: "Evidence files that were read" },
    href: null,
    read: (m) => count(m.evidence.files),
  },
  {
    id: "evidence.tools",
    unit: { zh: "种", en: "tools" },
    decimals: 0,
    lineage: {
      zh: "读取成功的证据文件所标明的不同工具",
      en: "Different tools named by the evidence files that were read",
    },
    href: null,
    read: (m) => count(m.evidence.tools),
  },
  {
    id: "evidence.families",
    unit: { zh: "支", en: "lineages" },
    decimals: 0,
    lineage: {
      zh: "当前有效观测的不同来源谱系；同源的工具只算一支",
      en: "Different lineages of sources among observations in force; tools of one origin count once",
    },
    href: null,
    read: (m) => count(m.evidence.families),
  },
  {
    id: "evidence.code-findings",
    unit: units.items,
    decimals: 0,
    lineage: {
      zh: "当前有效、来自源代码检查（SARIF）的观测",
      en: "Observations in force that come from source code checks (SARIF)",
    },
    href: null,
    read: (m) => count(m.evidence.codeFindings, m.evidence.open.rows),
  },
  {
    id: "observations.open",
    unit: units.items,
    decimals: 0,
    lineage: {
      zh: "未被更新的报告关闭的观测",
      en: "Observations that no newer report has closed",
    },
    href: null,
    read: (m) => count(m.evidence.open),
  },
];

const verdicts: readonly Indicator[] = [
  {
    id: "verdicts.met",
    unit: units.items,
    decimals: 0,
    lineage: { zh: "判定为符合的要求，占全部判定", en: "Requirements judged met, of all verdicts" },
    href: null,
    read: (m) => verdictCount(m, ["met"]),
  },
  {
    id: "verdicts.contested",
    unit: units.items,
    decimals: 0,
    lineage: {
      zh: "不同来源结论相反、留待人裁定的判定",
      en: "Verdicts left to a person because sources contradict each other",
    },
    href: null,
    read: (m) => verdictCount(m, ["contested"]),
  },
  {
    id: "verdicts.decided-share",
    unit: units.percent,
    decimals: 1,
    lineage: {
      zh: "判定为符合、部分符合、不符合或不适用的，除以全部判定；未取证和有争议的不算有结论",
      en: "Verdicts met, partly met, not met or not applicable, over all verdicts; not evidenced and contested are not decided",
    },
    href: null,
    read: (m) => decidedShare(m.verdicts.counts, m.verdicts.firms.synthetic),
  },
  {
    id: "verdicts.data.decided-share",
    unit: units.percent,
    decimals: 1,
    lineage: {
      zh: "数据域要求中有结论的判定，除以该域全部判定",
      en: "Decided verdicts on requirements of the data domain, over all verdicts of that domain",
    },
    href: null,
    read: (m) => decidedShare(inDomain(m, "data"), m.verdicts.firms.synthetic),
  },
];

const demand: readonly Indicator[] = [
  {
    id: "demand.gaps.open",
    unit: units.items,
    decimals: 0,
    lineage: {
      zh: "判定为不符合或部分符合的要求；覆盖数为已评测的企业",
      en: "Requirements judged not met or partly met; coverage: firms assessed",
    },
    href: null,
    read: (m) => gapSum(m, () => 1),
  },
  {
    id: "demand.gaps.cost",
    unit: { zh: "元", en: "yuan" },
    decimals: 0,
    lineage: {
      zh: "各差距按规则包所列粗估费用相加；费用为示例，覆盖数为已评测的企业",
      en: "Sum of the rough costs that the pack gives for each gap; costs are illustrative, coverage: firms assessed",
    },
    href: null,
    read: (m) => gapSum(m, (facts) => facts.costCny),
  },
  {
    id: "demand.gaps.person-days",
    unit: { zh: "人日", en: "person-days" },
    decimals: 0,
    lineage: {
      zh: "各差距按规则包所列粗估人日相加；人日为示例，覆盖数为已评测的企业",
      en: "Sum of the rough person-days that the pack gives for each gap; illustrative, coverage: firms assessed",
    },
    href: null,
    read: (m) => gapSum(m, (facts) => facts.personDays),
  },
];

export const evidenceIndicators: readonly Indicator[] = [...evidence, ...verdicts, ...demand];
