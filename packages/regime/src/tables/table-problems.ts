/** What can be wrong with the sheets of a pack, in both languages. */

import type { LocalizedText } from "@fenji/kernel";
import { nearest } from "../check-shape.ts";
import type { PackProblem } from "../pack-problem.ts";

/** Rows and columns from 1; a problem of a whole sheet is at its first cell. */
export interface CellPlace {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/** `AB` is column 28. */
const columnLetters = (column: number): string => {
  const letter = String.fromCharCode(65 + ((column - 1) % 26));
  return column <= 26 ? letter : columnLetters(Math.floor((column - 1) / 26)) + letter;
};

export const cellProblem = (
  { sheet, row, column }: CellPlace,
  message: LocalizedText,
): PackProblem => ({
  file: sheet,
  line: row,
  column,
  path: `${columnLetters(column)}${row}`,
  message,
});

const didYouMean = (
  wrong: string,
  known: Iterable<string>,
  otherwise: LocalizedText,
): LocalizedText => {
  const near = nearest(wrong, known);
  return near === undefined
    ? otherwise
    : { zh: `是否想写“${near}”？`, en: `Did you mean “${near}”?` };
};

export const unknownSheet = (name: string, known: Iterable<string>): LocalizedText => {
  const remedy = didYouMean(name, known, {
    zh: "请删除它；自己的笔记页，名称以 _ 开头即可保留。",
    en: "Delete it; a sheet of notes may stay if its name begins with _.",
  });
  return {
    zh: `不认识的工作表“${name}”。${remedy.zh}`,
    en: `Unknown sheet “${name}”. ${remedy.en}`,
  };
};

export const missingSheet = (title: LocalizedText, unknown: readonly string[]): LocalizedText => {
  const near = nearest(title.en, unknown) ?? nearest(title.zh, unknown);
  const remedy =
    near === undefined
      ? {
          zh: "请补上；fenji pack export 可生成模板。",
          en: "Add it; fenji pack export makes a template.",
        }
      : { zh: `是不是“${near}”？请改名。`, en: `Is it “${near}”? Rename that.` };
  return {
    zh: `缺少工作表“${title.zh}”。${remedy.zh}`,
    en: `The sheet “${title.en}” is missing. ${remedy.en}`,
  };
};

export const unknownHeading = (heading: string, known: Iterable<string>): LocalizedText => {
  const remedy = didYouMean(heading, known, {
    zh: `可用：${[...known].join("、")}。`,
    en: `There are: ${[...known].join(", ")}.`,
  });
  return {
    zh: `不认识的列名“${heading}”。${remedy.zh}`,
    en: `Unknown heading “${heading}”. ${remedy.en}`,
  };
};

export const missingHeading = (heading: string): LocalizedText => ({
  zh: `缺少“${heading}”一列。请在第一行补上列名。`,
  en: `The column “${heading}” is missing. Add its heading in the first row.`,
});

export const repeatedHeading = (heading: string): LocalizedText => ({
  zh: `列名“${heading}”出现两次。请删去一列。`,
  en: `The heading “${heading}” stands twice. Delete one of the columns.`,
});

export const noHeading: LocalizedText = {
  zh: "这一列没有列名。请在第一行写上列名，或清空这一列。",
  en: "This column has no heading. Write one in the first row, or clear the column.",
};

export const unknownParent = (what: string, id: string, known: Iterable<string>): LocalizedText => {
  const remedy = didYouMean(id, known, {
    zh: "请先在它的表里写上，或更正这里。",
    en: "Add it to its own sheet first, or correct it here.",
  });
  return {
    zh: `“${what}”中没有“${id}”。${remedy.zh}`,
    en: `There is no “${id}” among “${what}”. ${remedy.en}`,
  };
};

export const repeatedRow = (id: string): LocalizedText => ({
  zh: `“${id}”写了两行。请只留一行。`,
  en: `“${id}” has two rows. Keep one of them.`,
});

export const notForThisRow = (heading: string, value: string): LocalizedText => ({
  zh: `“${value}”不用“${heading}”。请清空这个单元格，或更正种类。`,
  en: `“${value}” does not use “${heading}”. Clear the cell, or correct the kind.`,
});

export const missingPieces: LocalizedText = {
  zh: "“长内容”表里没有这一段。请从原来的文件恢复，或直接写上内容。",
  en: "The sheet of long content has no such piece. Restore it from the original file, or write the content here.",
};
