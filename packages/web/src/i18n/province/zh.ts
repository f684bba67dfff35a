/** Words of the province (source language). */

export const zh = {
  title: "辖区",
  summary: (n: string) => `${n} 家企业，按级别汇总`,
  byType: "按企业类型",
  byCity: "按城市",
  bySector: "按行业",
  type: "企业类型",
  city: "城市",
  sector: "行业",
  all: "企业数",
  total: "合计",
  grade: (n: number) => `${n} 级`,
  undetermined: "未确定",
  elsewhere: "不在城市表内",
  shownType: "以下两表所示的企业类型",
  perType: "企业可属多个类型，各类型分别定级，因此各类型之和可多于企业数。",
  open: (what: string) => `在名录中查看：${what}`,
  computedAt: (at: string) => `汇总于 ${at}`,
  share: "构成",
  empty: "还没有企业。可先登记企业。",
  register: "企业名录",
};

export type ProvinceMessages = typeof zh;
