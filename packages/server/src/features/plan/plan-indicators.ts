/** Indicators of the plan itself, its growth target, the packs that are loaded and the record of acts. */

import type { TargetAssessment } from "@fenji/indicators";
import type { LocalizedText } from "@fenji/kernel";
import { count, units, type Indicator, type Reading } from "./indicator.ts";
import type { Measures } from "./measures.ts";

const own = (rows: number): Reading => count({ rows, synthetic: false });

const compared = ({ comparison, registry }: Measures): Reading => {
  if (comparison === null) return { value: null, rows: 0, coverage: null, synthetic: false };
  return {
    value: comparison.disagreements,
    rows: comparison.compared,
    coverage: { counted: comparison.whole, of: comparison.compared },
    synthetic: registry.all.synthetic,
  };
};

const actions: readonly (readonly [id: string, name: LocalizedText])[] = [
  ["A", { zh: "产业供给强化", en: "supply" }],
  ["B", { zh: "安全需求牵引", en: "demand" }],
  ["C", { zh: "产融合作深化", en: "finance" }],
  ["D", { zh: "人才队伍建设", en: "people" }],
  ["E", { zh: "产业生态优化", en: "ecosystem" }],
];

const served: readonly Indicator[] = actions.map(([id, name]) => ({
  id: `plan.served.${id}`,
  unit: units.clauses,
  decimals: 0,
  lineage: {
    zh: `${name.zh}行动中，有数值或操作承接的条文，占该行动全部条文；只指向本页别处的链接不算`,
    en: `Clauses of the ${name.en} action that a value or an act serves, of all its clauses; links within this page do not count`,
  },
  href: `/#s-${id}`,
  read: (m) => {
    const action = m.plan.served.get(id);
    return action === undefined ? own(0) : { ...own(action.served), coverage: coverageOf(action) };
  },
}));

const coverageOf = (action: { readonly served: number; readonly of: number }) => ({
  counted: action.served,
  of: action.of,
});

interface GrowthIndicator {
  readonly id: string;
  readonly unit: LocalizedText;
  readonly billionsOf?: "CNY";
  readonly decimals: number;
  readonly lineage: LocalizedText;
  /** Points of the series that enter. */
  readonly points: number;
  readonly value: (growth: TargetAssessment) => number | null;
}

const percent = (fraction: number | null): number | null =>
  fraction === null ? null : fraction * 100;

const growthIndicator = ({ points, value, ...shown }: GrowthIndicator): Indicator => ({
  ...shown,
  href: "/#series",
  read: ({ growth }: Measures) => {
    const read = growth === null ? null : value(growth);
    return { value: read, rows: read === null ? 0 : points, coverage: null, synthetic: false };
  },
});

const billions = {
  unit: { zh: "十亿元", en: "bn yuan" },
  billionsOf: "CNY",
} as const;

const growth: readonly Indicator[] = [
  growthIndicator({
    id: "industry.size.latest",
    ...billions,
    decimals: 1,
    lineage: {
      zh: "增长目标所用系列中最近一年的数；可能是发布方的约数，见系列表",
      en: "Figure of the latest year in the series that the growth target uses; may be its publisher's estimate, see the table",
    },
    points: 1,
    value: (g) => g.latest?.value ?? null,
  }),
  growthIndicator({
    id: "growth.actual-so-far",
    unit: units.percent,
    decimals: 2,
    lineage: {
      zh: "（最近一年÷基年）开年数次方再减一；端点含约数时只作参考",
      en: "(latest ÷ base year) to the power of one over the years, less one; indicative where an end is an estimate",
    },
    points: 2,
    value: (g) => percent(g.rateSoFar),
  }),
  growthIndicator({
    id: "growth.required-for-size",
    unit: units.percent,
    decimals: 2,
    lineage: {
      zh: "（目标规模÷基年规模）开年数次方再减一",
      en: "(target size ÷ size in the base year) to the power of one over the years, less one",
    },
    points: 1,
    value: (g) => percent(g.rateNeededForSize),
  }),
  growthIndicator({
    id: "growth.size-at-rate",
    ...billions,
    decimals: 1,
    lineage: {
      zh: "基年规模×（1＋目标增速）的年数次方",
      en: "Size in the base year times (1 + target rate) to the power of the years",
    },
    points: 1,
    value: (g) => g.sizeAtTargetRate,
  }),
];

export const planIndicators: readonly Indicator[] = [
  ...served,
  {
    id: "plan.tasks",
    unit: { zh: "项", en: "tasks" },
    decimals: 0,
    lineage: { zh: "计划包中的任务", en: "Tasks in the plan pack" },
    href: "/",
    read: (m) => own(m.plan.tasks),
  },
  {
    id: "plan.clauses",
    unit: units.clauses,
    decimals: 0,
    lineage: { zh: "计划包中的条文", en: "Clauses in the plan pack" },
    href: "/",
    read: (m) => own(m.plan.clauses),
  },
  ...growth,
  {
    id: "packs.regimes",
    unit: { zh: "个", en: "packs" },
    decimals: 0,
    lineage: {
      zh: "本节点已载入的规则包，不含计划",
      en: "Packs of rules loaded at this node, plans not counted",
    },
    href: "/packs",
    read: (m) => own(m.packs.regimes),
  },
  {
    id: "packs.kinds",
    unit: { zh: "种", en: "kinds" },
    decimals: 0,
    lineage: {
      zh: "已载入规则包所评定的不同对象：企业、系统、区域、数据集、事件等",
      en: "Different kinds of object that the packs loaded grade: enterprises, systems, zones, data sets, incidents and more",
    },
    href: "/packs",
    read: (m) => own(m.packs.kinds),
  },
  {
    id: "packs.requirements",
    unit: units.items,
    decimals: 0,
    lineage: { zh: "已载入规则包中的要求", en: "Requirements in the packs loaded" },
    href: "/packs",
    read: (m) => own(m.packs.requirements.size),
  },
  {
    id: "executors.disagreements",
    unit: units.items,
    decimals: 0,
    lineage: {
      zh: "最近一次以 SQL 对全部登记企业独立重算时，与内核不一致的定级；覆盖数为未知事实的每种取值都试过的定级",
      en: "Gradings in which SQL, working out the whole registry on its own, last differed from the kernel; coverage: those for which every value of unknown facts was tried",
    },
    href: "/operations",
    read: compared,
  },
  {
    id: "records.events",
    unit: units.items,
    decimals: 0,
    lineage: {
      zh: "只增不改的操作记录中的条目，包括演示数据的导入",
      en: "Entries in the append-only record of acts, the seeding of the demonstration included",
    },
    href: null,
    read: (m) => count(m.events),
  },
];
