/** Makes a blank questionnaire, as CSV or as a workbook, that its own reader understands. */

import { questionnaireHeadings, type QuestionnaireField } from "@fenji/evidence";
import type { Language } from "@fenji/kernel";
import { guardedCell } from "./guarded-cell.ts";

export interface BlankQuestion {
  readonly id: string;
  readonly title: string;
}

const fields: readonly QuestionnaireField[] = [
  "question",
  "title",
  "answer",
  "method",
  "role",
  "date",
  "note",
  "subject",
];

const words = {
  zh: { answers: "是,部分,否,不适用,不清楚", methods: "访谈,查阅,观察", sheet: "问卷" },
  en: {
    answers: "yes,partly,no,na,unknown",
    methods: "interview,document,observation",
    sheet: "questionnaire",
  },
} as const;

/** A heading in the asked language; the reader knows both. */
const headings = (lang: Language): string[] =>
  fields.map((field) => questionnaireHeadings[field][lang === "zh" ? 0 : 1] ?? field);

const csvCell = (text: string): string => {
  const plain = guardedCell(text);
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** With a byte order mark, without which spreadsheet programs take UTF-8 for the local encoding. */
export const questionnaireCsv = (questions: readonly BlankQuestion[], lang: Language): string => {
  const empty = fields.slice(2).map(() => "");
  const rows = [headings(lang), ...questions.map(({ id, title }) => [id, title, ...empty])];
  return `\uFEFF${rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("")}`;
};

/** Answers and kinds of evidence are chosen from lists. */
export const questionnaireXlsx = async (
  questions: readonly BlankQuestion[],
  lang: Language,
): Promise<Uint8Array> => {
  const { default: excel } = await import("exceljs");
  const workbook = new excel.Workbook();
  const sheet = workbook.addWorksheet(words[lang].sheet, {
    views: [{ state: "frozen", ySplit: 1 }],
  });
  const widths = [14, 60, 10, 12, 16, 14, 40, 16];
  sheet.columns = headings(lang).map((header, index) => ({ header, width: widths[index] ?? 16 }));
  sheet.getRow(1).font = { bold: true };
  for (const { id, title } of questions) {
    const row = sheet.addRow([guardedCell(id), guardedCell(title)]);
    row.alignment = { vertical: "top", wrapText: true };
    const choose = (list: string): { type: "list"; allowBlank: boolean; formulae: string[] } => ({
      type: "list",
      allowBlank: true,
      formulae: [`"${list}"`],
    });
    row.getCell(3).dataValidation = choose(words[lang].answers);
    row.getCell(4).dataValidation = choose(words[lang].methods);
    row.getCell(6).numFmt = "yyyy-mm-dd";
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
};
