/** Words of importing lists of enterprises. */

export const zh = {
  title: "导入企业名单",
  back: "返回名录",
  intro:
    "CSV 或 XLSX 均可，UTF-8 或 GB18030 编码。先逐行试算，确认后整份导入；中途失败或取消时，名录不会有任何改变。",
  drop: "把文件拖到这里，或选择文件",
  choose: "选择文件",
  uploading: "正在上传并查看表头……",
  template: "下载模板（CSV）",
  templateName: "企业名单模板.csv",
  earlier: "导入记录",
  none: "还没有导入过名单。请先选择一个文件。",
  file: "文件",
  when: "时间",
  who: "操作人",
  state: "状态",
  states: {
    uploaded: "待对应列",
    checking: "试算中",
    checked: "试算完成",
    importing: "导入中",
    done: "已导入",
    failed: "未完成",
    cancelled: "已取消",
  },
  columns: "列的对应",
  columnsNote: "已按列名自动对应；同样的列名下次会记住。未对应的列不导入。",
  column: "文件中的列",
  samples: "前几行",
  meaning: "对应的字段",
  leftOut: "不导入",
  meaningOf: (heading: string) => `“${heading}”对应的字段`,
  sheet: "工作表",
  existing: "已登记的企业",
  existingChoices: { update: "用名单更新", skip: "保持不变" },
  stillNeeded: "还需对应：",
  listMark: "、",
  check: "试算",
  checkAgain: "重新试算",
  run: (n: string) => `导入 ${n} 家`,
  cancel: "取消导入",
  counts: {
    read: "已读行",
    new: "新登记",
    known: "将更新",
    skipped: "保持不变",
    bad: "有误（不导入）",
    imported: "已导入",
  },
  progressChecking: (n: string) => `试算中，已读 ${n} 行`,
  progressImporting: (n: string, of: string) => `导入中，${n} / ${of}`,
  problems: "有误的单元格",
  problemsNote: (shown: string) => `显示前 ${shown} 处；下载文件可看全部（最多 100,000 处）。`,
  row: "行",
  cell: "列",
  wholeRow: "整行",
  problem: "问题",
  errorFile: "下载逐行错误（CSV）",
  errorFileName: "导入错误.csv",
  allGood: "每一行都可以导入。",
  noneGood: "没有可以导入的行。请更正文件后重新上传。",
  done: (n: string) => `已导入 ${n} 家企业。`,
  openRegistry: "打开名录",
  notAllowed: "您不能导入名单。",
} as const;

type Words<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]: Words<T[K]> };

export type ListImportsMessages = Words<typeof zh>;
