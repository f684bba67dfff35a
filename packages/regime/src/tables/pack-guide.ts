/** The first sheet of a pack's workbook: how to write in it. */

import { guideTitle } from "./pack-layout.ts";
import { bilingual } from "./table-layout.ts";

export const packGuide: {
  readonly name: string;
  /** What, in Chinese, in English. */
  readonly lines: readonly (readonly [string, string, string])[];
} = {
  name: bilingual(guideTitle),
  lines: [
    [
      "分级 Fenji",
      "本工作簿是一个规则包。改好后：fenji pack import 文件 --out 文件夹，再用 fenji pack check 和 fenji pack test 检验。",
      "This workbook is a pack. When done: fenji pack import FILE --out FOLDER, then fenji pack check and fenji pack test.",
    ],
    [
      "行与列 Rows, columns",
      "一行一件事。列的次序随意，列名用中文、英文或两者都可以；空行跳过。名称以 _ 开头的工作表不读。",
      "One thing a row. Columns in any order, headings in Chinese, English or both; empty rows are passed over. Sheets whose name begins with _ are not read.",
    ],
    [
      "多项 Several",
      "一个单元格里的多项用分号或换行隔开；[] 表示空的列表。",
      "Several items in a cell are separated by semicolons or line breaks; [] is the empty list.",
    ],
    [
      "文字 Text",
      "以 = + - @ ' \\ 等开头的文字前有一个单引号，表格软件才不会当成公式；只有一个单引号是空文字。\\ 加双引号内是特殊字符。",
      "A text that begins with = + - @ ' \\ or the like has an apostrophe before it, so that no program takes it for a formula; an apostrophe alone is the empty text. \\ and a quoted text hold unusual characters.",
    ],
    [
      "条件 Conditions",
      '写法同 packs/README.md，如 { yes: remoteControl }、{ number: { fact: employees }, op: ">=", value: 300 }、{ all: [ … ] }。',
      'As in packs/README.md, e.g. { yes: remoteControl }, { number: { fact: employees }, op: ">=", value: 300 }, { all: [ … ] }.',
    ],
    [
      "不要 Do not",
      "不要合并单元格，不要用公式；不认识的列名会被指出。field: 开头的列保存没有专列的内容，请勿改动。",
      "Do not merge cells and use no formulas; unknown headings are pointed out. Columns that begin with field: keep what has no column of its own; leave them as they are.",
    ],
  ],
};
