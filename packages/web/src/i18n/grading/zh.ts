/** Words of grades and their reasons (source language). */

export const zh = {
  title: "级别与理由",
  pack: "规则包",
  noResult: "按现有事实，没有适用的企业类型。请先填写事实。",
  toFacts: "填写事实",
  mayApply: "是否属于这一类型尚不确定",
  undetermined: "级别未确定",
  possible: (grades: string) => `可能的级别：${grades}`,
  notApplicableToo: "也可能不适用",
  settles: "哪些事实能确定级别",
  settledBy: "下列任一组事实填齐后，级别必定确定：",
  whenFact: (when: string, grade: number) => `${when} → ${grade} 级`,
  fact: "事实",
  alone: "单凭它就能确定",
  factor: "因素",
  input: "依据",
  band: "分档",
  points: "点数",
  source: "出处",
  unknown: "未知",
  yes: "是",
  no: "否",
  noneOf: "无",
  undefinedPoints: "未定",
  expand: "展开",
  collapse: "收起",
  standings: {
    official: "官方公布",
    transcribed: "转录",
    unverified: "未核实",
    illustrative: "示例",
  },
  reasons: "理由",
  gradeName: (n: number) => `${n} 级`,
};

export type GradingMessages = typeof zh;
