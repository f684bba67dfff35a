/** Words of how the node runs (source language). */

export const zh = {
  title: "运行状况",
  checks: "内核与 SQL 的比对",
  what: "级别由两个独立的执行器得出：列式内核，和由同一规则生成、在数据库里执行的 SQL。每天比对一次全部企业；不一致即为告警。",
  start: "立即比对",
  none: "还没有比对过。节点每天自动比对一次，也可以立即比对。",
  states: { running: "进行中", agreed: "一致", disagreed: "不一致", failed: "没有完成" },
  alarm: (n: string) =>
    `告警：最近一次比对有 ${n} 处不一致。在查明原因之前，请不要依据这些级别作决定。`,
  fine: (n: string, at: string) => `最近一次比对（${at}）：${n} 个结果全部一致。`,
  failedText: "最近一次比对没有完成，原因见节点日志。请重试。",
  at: "开始",
  by: "由",
  pack: "规则包",
  state: "结果",
  compared: "比对（企业×类型）",
  whole: "其中穷举未知事实",
  disagreements: "不一致",
  firms: "不一致的企业",
  firm: "企业",
  type: "类型",
  someFirms: "每个类型只列出若干家，且只列出您看得到的企业。",
};

export type OperationsMessages = typeof zh;
