/** Indicators of the registry: who is registered, in which sector, of which type and grade. */

import type { LocalizedText } from "@fenji/kernel";
import { count, nothing, units, type Indicator, type Reading } from "./indicator.ts";
import type { Tally } from "./measures.ts";

const sectors: readonly (readonly [id: string, name: LocalizedText])[] = [
  ["raw-materials", { zh: "原材料", en: "raw materials" }],
  ["equipment", { zh: "装备制造", en: "equipment" }],
  ["consumer", { zh: "消费品", en: "consumer goods" }],
  ["electronics", { zh: "电子信息", en: "electronics" }],
];

const types: readonly (readonly [id: string, name: LocalizedText])[] = [
  [
    "connected",
    { zh: "联网工业企业", en: "industrial enterprises applying the industrial internet" },
  ],
  ["platform", { zh: "平台企业", en: "platform enterprises" }],
  ["identifier", { zh: "标识解析企业", en: "identifier-resolution enterprises" }],
];

/** A count over those of whom anything is known; of nobody known there is no count. */
const known = (tally: Tally & { readonly known: number }, of: number): Reading => ({
  ...count(tally),
  value: tally.known === 0 ? null : tally.rows,
  coverage: { counted: tally.known, of },
});

const bySector: readonly Indicator[] = sectors.map(([id, name]) => ({
  id: `enterprises.sector.${id}`,
  unit: units.firms,
  decimals: 0,
  lineage: {
    zh: `登记的大类属于${name.zh}行业的企业，占全部已登记企业`,
    en: `Firms whose registered division belongs to ${name.en}, of all firms registered`,
  },
  href: `/enterprises?sector=${id}`,
  read: (m) => count(m.registry.bySector.get(id) ?? nothing, m.registry.all.rows),
}));

const byType: readonly Indicator[] = types.map(([id, name]) => ({
  id: `enterprises.type.${id}`,
  unit: units.firms,
  decimals: 0,
  lineage: {
    zh: `按现行规则包以${name.zh}身份得到级别、或因事实不全而待定的企业`,
    en: `Firms that the regime in force gives a grade, or an open result, as ${name.en}`,
  },
  href: `/enterprises?type=${id}`,
  read: (m) => count(m.grades.byType.get(id) ?? nothing, m.registry.all.rows),
}));

const byGrade: readonly Indicator[] = [1, 2, 3].map((grade) => ({
  id: `enterprises.grade.${grade}`,
  unit: units.firms,
  decimals: 0,
  lineage: {
    zh: `至少一个类型被定为 ${grade} 级的企业；自评结果，规则为示例`,
    en: `Firms with at least one type at grade ${grade}; self-assessed, by illustrative rules`,
  },
  href: `/enterprises?grade=${grade}`,
  read: (m) => count(m.grades.byGrade.get(grade) ?? nothing, m.grades.withResult.rows),
}));

export const registryIndicators: readonly Indicator[] = [
  {
    id: "enterprises.registered",
    unit: units.firms,
    decimals: 0,
    lineage: { zh: "企业名录中的全部企业", en: "All firms in the registry" },
    href: "/enterprises",
    read: (m) => count(m.registry.all),
  },
  {
    id: "enterprises.cities",
    unit: { zh: "个", en: "cities" },
    decimals: 0,
    lineage: {
      zh: "企业名录中出现的不同地市",
      en: "Different cities that occur in the registry of firms",
    },
    href: "/province",
    read: (m) => count(m.registry.cities),
  },
  {
    id: "enterprises.graded",
    unit: units.firms,
    decimals: 0,
    lineage: {
      zh: "每个适用类型都有确定级别的企业，占有定级结果的企业",
      en: "Firms with one grade in every type that applies, of firms with a result",
    },
    href: null,
    read: (m) => count(m.grades.graded, m.grades.withResult.rows),
  },
  {
    id: "enterprises.undetermined",
    unit: units.firms,
    decimals: 0,
    lineage: {
      zh: "至少一个类型因事实未知而不能确定级别的企业",
      en: "Firms with at least one type whose grade is open because facts are unknown",
    },
    href: "/enterprises?grade=undetermined",
    read: (m) => count(m.grades.undetermined, m.grades.withResult.rows),
  },
  ...bySector,
  ...byType,
  ...byGrade,
  {
    id: "enterprises.small-medium",
    unit: units.firms,
    decimals: 0,
    lineage: {
      zh: "按企业规模规则包，最新人数和营收落在中型、小型或微型的企业；覆盖数为规模能够确定的企业",
      en: "Firms that the size pack puts at medium, small or micro by their newest headcount and revenue; coverage: firms whose size is determined",
    },
    href: null,
    read: (m) => known(m.facts.belowLarge, m.registry.all.rows),
  },
  {
    id: "enterprises.important-data",
    unit: units.firms,
    decimals: 0,
    lineage: {
      zh: "最新事实自报已列入重要数据目录的企业；覆盖数为报了是或否的企业",
      en: "Firms whose newest facts report a filed important-data catalogue; coverage: firms that say yes or no",
    },
    href: null,
    read: (m) => known(m.facts.importantData, m.registry.all.rows),
  },
];
