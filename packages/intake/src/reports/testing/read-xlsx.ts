/** Reads the texts of a workbook. */

import ExcelJS from "exceljs";

/** The lines of every cell, sheet by sheet, row by row. */
export const workbookTexts = async (bytes: Uint8Array<ArrayBuffer>): Promise<string[]> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.buffer);
  const texts: string[] = [];
  workbook.eachSheet((sheet) =>
    sheet.eachRow((row) => row.eachCell(({ text }) => texts.push(...text.split("\n")))),
  );
  return texts;
};
