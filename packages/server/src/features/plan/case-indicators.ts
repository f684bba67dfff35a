/** Indicators of filing: how many cases have to be filed, and how far they have come. */

import type { LocalizedText } from "@fenji/kernel";
import type { CaseStage } from "@fenji/submission";
import type { Indicator, Reading } from "./indicator.ts";
import type { Measures } from "./measures.ts";

const cases: LocalizedText = { zh: "件", en: "cases" };

/** Where nobody has to file there is no count of cases, not a count of zero. */
const counted = (m: Measures, rows: number): Reading => {
  const { total, synthetic } = m.cases;
  return {
    value: total === 0 ? null : rows,
    rows,
    coverage: null,
    synthetic: rows > 0 && synthetic,
  };
};

const inStages = (m: Measures, stages: readonly CaseStage[]): Reading => {
  const rows = stages.reduce((sum, stage) => sum + (m.cases.byStage.get(stage) ?? 0), 0);
  return { ...counted(m, rows), coverage: { counted: rows, of: m.cases.total } };
};

interface StageIndicator {
  readonly id: string;
  readonly stages: readonly CaseStage[];
  readonly lineage: LocalizedText;
  readonly href: string | null;
}

const byStage: readonly StageIndicator[] = [
  {
    id: "cases.unfiled",
    stages: ["unfiled"],
    lineage: {
      zh: "按现有事实或主管部门认定应当报送、但从未报送的件数；一家企业的一个类型为一件，占全部应报的件",
      en: "Cases that have to be filed, by the facts or as the supervisor declares, and never were; one type of one firm is one case, of all that have to be filed",
    },
    href: "/filings/worklists?list=unfiled",
  },
  {
    id: "cases.under-review",
    stages: ["submitted", "returned", "verified"],
    lineage: {
      zh: "首次报送已收到、尚未登记备案的件，包括退回更正的，占全部应报的件",
      en: "Cases whose first filing was received and is not registered yet, those returned for correction included, of all that have to be filed",
    },
    href: null,
  },
  {
    id: "cases.registered",
    stages: ["registered", "protected", "assessed", "rectifying", "changed"],
    lineage: {
      zh: "已登记备案的件，无论此后在防护、评估、整改还是变更，占全部应报的件",
      en: "Cases that are registered, whether they have since come to protection, assessment, rectification or a change, of all that have to be filed",
    },
    href: null,
  },
  {
    id: "cases.protected",
    stages: ["protected", "assessed"],
    lineage: {
      zh: "登记之后已报告防护到位、且没有待整改项的件，占全部应报的件",
      en: "Registered cases that report protection in place and have nothing left to put right, of all that have to be filed",
    },
    href: null,
  },
  {
    id: "cases.rectifying",
    stages: ["rectifying"],
    lineage: {
      zh: "评估后仍有不符合项、正在整改的件，占全部应报的件",
      en: "Cases that put right what their assessment found open, of all that have to be filed",
    },
    href: null,
  },
];

export const caseIndicators: readonly Indicator[] = [
  ...byStage.map(({ stages, ...shown }) => ({
    ...shown,
    unit: cases,
    decimals: 0,
    read: (m: Measures) => inStages(m, stages),
  })),
  {
    id: "cases.waiting",
    unit: cases,
    decimals: 0,
    lineage: {
      zh: "下一步由主管部门核查或登记的件",
      en: "Cases in which the supervisor is next, to verify or to register",
    },
    href: "/filings/worklists?list=waiting",
    read: (m) => counted(m, m.cases.waiting),
  },
];
