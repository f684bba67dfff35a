/** Words of the explorer of observations (source language). */

export const zh = {
  title: "观测",
  open: "逐条查看观测",
  count: (n: string) => `${n} 条`,
  moreThan: (n: string) => `${n} 条以上`,
  csv: (n: string) => `导出所示 ${n} 条（CSV）`,
  none: "没有符合条件的观测。请放宽条件，或先导入证据。",
  older: "更早收到的",
  any: "全部",
  clear: "清除条件",
  state: "状态",
  states: { open: "有效", closed: "已被取代", all: "全部" },
  result: "结果",
  results: {
    fail: "未通过",
    pass: "通过",
    notApplicable: "不适用",
    error: "出错",
    info: "仅记录",
  },
  severity: "级别",
  severities: { critical: "严重", high: "高", medium: "中", low: "低", none: "无" },
  texts: {
    subject: "对象（开头）",
    check: "检查项（开头）",
    family: "来源",
    requirement: "涉及的要求",
  },
  days: { from: "自", to: "至" },
  source: "来源与位置",
  holds: "时间",
  words: "工具的原话",
  wholeFirm: "整个企业",
  closedAt: (at: string) => `${at} 被取代`,
};

export type ObservationsMessages = typeof zh;
