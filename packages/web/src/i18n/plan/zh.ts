/** Words of the front page (source language). */

export interface ServedCounts {
  readonly values: number;
  readonly acts: number;
  readonly awaiting: number;
  readonly clauses: number;
}

export const zh = {
  kicker: { draft: "征求意见稿", issued: "已印发", superseded: "已被替代" },
  milestones: "文件的经过",
  counted: {
    jurisdiction: "这里的数值只统计您辖区和条线内的企业。",
    own: "这里的数值只统计您看得到的企业，不是全国或全省的合计。",
    none: "您的身份看不到任何企业，所以按企业统计的数值为零；请看已发布的汇总。",
  },
  served: (n: ServedCounts) =>
    `共 ${n.clauses} 条：${n.values} 条有实时数值，${n.acts} 条有可办的操作，${n.awaiting} 条还缺记录；一条可兼有几种。`,
  show: {
    label: "按服务方式筛选",
    all: "全部",
    live: "实时数值",
    acts: "操作",
    awaiting: "尚无数据",
  },
  search: "在条目中查找",
  searchHint: "按 / 进入",
  outline: "目录",
  shown: (shown: number, all: number) => `显示 ${shown} / ${all} 条`,
  nothing: "没有符合条件的条目。",
  clear: "清除筛选",
  clause: "条目",
  serves: "由什么落实",
  value: "实时数值",
  act: "操作",
  awaits: "尚无数据",
  awaitsRecord: "可由这项记录补上：",
  unknownValue: "尚不能计算",
  coverage: (counted: string, of: string) => `覆盖 ${counted} / ${of}`,
  ofAll: (of: string) => `总数 ${of}`,
  lineage: "来源",
  rows: (n: string) => `${n} 行记录`,
  openRows: "查看这些记录",
  computedAt: "计算时间",
  sizeTitle: "已发布的产业规模",
  sizeNote: "各序列口径不同，不能相加，也不能相接。",
  year: "年份",
  size: "规模",
  growth: "同比",
  status: { label: "状态", final: "正式", estimate: "约数" },
  scope: "口径",
  source: "来源",
  scopeBreak: "口径变更，前后不可比",
  growthTitle: "增长目标的两种读法",
  growthNote: "规模与增速是两个不同的检验。",
  basis: (series: string, year: number) => `以${series} ${year} 年的数字为基期`,
  reading: { size: "按规模", rate: "按增速" },
  target: "目标",
  arithmetic: "算式",
  actual: "实际",
  noFigure: "无数字",
  outcome: { reached: "已达到", "not-reached": "未达到", undetermined: "不能判定" },
  perYear: "每年",
  sources: "出处",
  asTable: "以表格显示",
  chartOf: (publisher: string) => `${publisher}：逐年规模`,
};

export type PlanMessages = typeof zh;
