/** Failures of importing a list of enterprises: of the file as a whole, and of one of its rows. */

import { defineErrors } from "./define-errors.ts";

export const listErrors = defineErrors({
  "list.not-a-list": {
    status: 422,
    zh: "这个文件既不是 CSV 也不是 XLSX 工作簿。请另存为其中之一，或下载模板填写。",
    en: "This file is neither CSV nor an XLSX workbook. Save it as one of them, or fill in the template.",
  },
  "list.empty": {
    status: 422,
    zh: "文件里没有可导入的行。请检查是否选错了文件或工作表。",
    en: "The file holds no rows to import. Check that it is the right file and sheet.",
  },
  "list.open-quote": {
    status: 422,
    zh: "第 {row} 行的引号没有闭合，其后的内容无法分列。请补上引号后重新上传。",
    en: "The quote opened in line {row} is never closed, so what follows cannot be split. Close it and upload again.",
  },
  "list.no-headings": {
    status: 422,
    zh: "没有在前 20 行找到表头（查看的工作表，文本文件则为所判定的编码：{sheets}）。请保证有一行写明“统一社会信用代码”“企业名称”等列名；若不是 CSV 或 XLSX 文件，请另存为其中之一。",
    en: "No heading row was found in the first 20 rows (sheets looked at, or the encoding of a text file: {sheets}). Give one row the column names, such as “Credit code” and “Name”; save as CSV or XLSX what is neither.",
  },
  "list.merged": {
    status: 422,
    zh: "工作表“{sheet}”的数据区有合并单元格 {at}，无法知道其中各行的值。请取消合并并逐行填写。",
    en: "Sheet “{sheet}” has merged cells {at} among its data, so the rows they cover have no value of their own. Unmerge them and fill in each row.",
  },
  "list.unmapped": {
    status: 422,
    zh: "还没有指定哪一列是“{field}”。请在列对应中选择。",
    en: "No column has been named as “{field}”. Choose it in the mapping.",
  },
  "list.column-twice": {
    status: 422,
    zh: "有两列都对应到“{field}”。请只保留一列。",
    en: "Two columns are mapped to “{field}”. Keep one of them.",
  },
  "list.unknown-field": {
    status: 422,
    zh: "没有名为 {field} 的字段或工作表。请从列表中选择。",
    en: "There is no field or sheet called {field}. Choose one from the list.",
  },
  "list.state": {
    status: 409,
    zh: "导入当前处于“{state}”，不能这样操作。请刷新页面查看进展。",
    en: "The import is “{state}” now, so this cannot be done. Reload the page to see where it stands.",
  },
  "list.changed": {
    status: 409,
    zh: "试算之后名录有变动（例如 {creditCode}），没有导入任何一行。请重新试算后再导入。",
    en: "The registry changed after the dry run (for example {creditCode}); nothing was imported. Run the dry run again, then import.",
  },
  "list.required": {
    status: 422,
    zh: "此格不能为空。请填写后重新上传。",
    en: "This cell must not be empty. Fill it in and upload again.",
  },
  "list.formula": {
    status: 422,
    zh: "此格是公式，公式不会被计算。请粘贴为数值。",
    en: "This cell is a formula, and formulas are not evaluated. Paste it as a value.",
  },
  "list.jurisdiction": {
    status: 422,
    zh: "不认识辖区“{value}”。请写辖区代码或全称，或留空由信用代码推定。",
    en: "Jurisdiction “{value}” is not known. Write its code or full name, or leave it empty to go by the credit code.",
  },
  "list.city": {
    status: 422,
    zh: "辖区 {jurisdiction} 没有名为“{value}”的城市。请按名录中的写法填写，或留空。",
    en: "Jurisdiction {jurisdiction} has no city “{value}”. Write it as the registry does, or leave it empty.",
  },
  "list.outside": {
    status: 422,
    zh: "辖区 {jurisdiction} 不在您的监管范围内。请交由其主管部门导入。",
    en: "Jurisdiction {jurisdiction} is outside your supervision. Leave it to whoever supervises it.",
  },
  "list.outside-line": {
    status: 422,
    zh: "按其类型，这家企业不归您的条线监管。请交由相应条线导入。",
    en: "By its types this firm is not supervised by your line. Leave it to the other line.",
  },
  "list.elsewhere": {
    status: 422,
    zh: "信用代码 {creditCode} 已由其他主管部门登记。请与其核对辖区。",
    en: "Credit code {creditCode} is already registered under another supervisor. Settle the jurisdiction with them.",
  },
  "list.duplicate": {
    status: 422,
    zh: "信用代码 {creditCode} 在本文件中不止一次出现，只取第一次。请删去多余的行。",
    en: "Credit code {creditCode} occurs more than once in this file; the first one counts. Remove the other rows.",
  },
  "list.too-long": {
    status: 422,
    zh: "内容超过 {limit} 个字符。请缩短。",
    en: "The text is longer than {limit} characters. Shorten it.",
  },
  "list.number": {
    status: 422,
    zh: "“{value}”不能读作数字。请写阿拉伯数字，可用千分位逗号或“万”“亿”。",
    en: "“{value}” cannot be read as a number. Write digits; thousands separators and 万 or 亿 are understood.",
  },
  "list.number-twice-scaled": {
    status: 422,
    zh: "“{value}”自带单位，而此列的单位已是“{unit}”，无法确定大小。请只写数字。",
    en: "“{value}” carries a unit of its own, but this column is already in {unit}. Write the number alone.",
  },
  "list.yes-no": {
    status: 422,
    zh: "“{value}”不能读作是或否。请写“是”或“否”。",
    en: "“{value}” is neither yes nor no. Write yes or no.",
  },
});
