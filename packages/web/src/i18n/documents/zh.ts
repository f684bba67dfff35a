/** Words of documents looked at in the page (source language). */

export const zh = {
  from: {
    node: "这次打开已记录。",
    kept: "节点连不上：显示的是本设备先前打开时留下的，那次打开已记录。",
    device: "还没有送到节点，只在这台设备上。",
  },
  ofRequirement: "为这条要求查阅的文件",
  takeKept: "加入评测项目中保存的文件",
  takeNone: "（选择）",
  leaveOut: "移除",
  leaveOutNamed: (name: string) => `移除：${name}`,
  download: "下载",
  content: "文件内容",
  encoding: (name: string, sure: boolean) => `按 ${name} 编码显示${sure ? "" : "（由内容推断）"}。`,
  textOnly: "只显示正文文字；图片、页眉页脚和版式请下载后查看。",
  cutText: "文件较长，只显示开头。",
  sheet: (name: string, sheets: number) =>
    `工作表“${name}”${sheets > 1 ? `（共 ${sheets} 张，显示第一张）` : ""}。`,
  cutRows: (count: number) => `只显示前 ${count} 行。`,
  emptySheet: "这张工作表是空的。",
  pages: "翻页与缩放",
  page: (number: number) => `第 ${number} 页`,
  pageOf: (number: number, all: number) => `第 ${number} 页，共 ${all} 页`,
  previousPage: "上一页",
  nextPage: "下一页",
  smaller: "缩小",
  larger: "放大",
  keys: "← → 翻页，Esc 关闭。",
  noPageText: "这一页没有文字，可能是扫描件。",
  notShown: {
    damaged: "文件已损坏或不完整，不能预览。请下载核对，或请提供者重新导出。",
    locked: "文件有密码，不能预览。请下载后用密码打开。",
    "too-large": "文件太大，不能在页面内预览。请下载后打开。",
    "too-heavy": "显示这一页用时过长，已停止。请下载后打开。",
    unknown: "这类文件不能在页面内预览。请下载后用合适的程序打开。",
  },
};

export type DocumentsMessages = typeof zh;
