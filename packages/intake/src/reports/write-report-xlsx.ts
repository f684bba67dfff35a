/** Writes a report as a workbook: one sheet a section, frozen headings, filters, and no text that acts as a formula. */

import { guardedCell } from "../guarded-cell.ts";
import type { PrintedReport } from "./printed-report.ts";

/** What a spreadsheet takes into one cell. */
const maxCell = 32_767;

const cell = (text: string): string => guardedCell(text.toWellFormed()).slice(0, maxCell);

/** Sheets may not be called with `[]:*?/\` and not with more than 31 characters. */
const sheetName = (title: string): string => title.replaceAll(/[[\]:*?/\\]/g, " ").slice(0, 31);

export const reportXlsx = async (report: PrintedReport): Promise<Uint8Array<ArrayBuffer>> => {
  const { default: excel } = await import("exceljs");
  const workbook = new excel.Workbook();
  workbook.creator = "Fenji";
  workbook.title = report.title;
  for (const { title, paragraphs, table } of report.sections) {
    const above = [report.status, ...paragraphs];
    const headRow = above.length + 1;
    const sheet = workbook.addWorksheet(sheetName(title), {
      views: [{ state: "frozen", ySplit: headRow }],
    });
    sheet.columns = table.widths.map((width) => ({ width: Math.max(8, width * 1.4) }));
    for (const text of above) sheet.addRow([cell(text)]);
    sheet.addRow(table.headings.map(cell)).font = { bold: true };
    for (const row of table.rows)
      sheet.addRow(row.map(cell)).alignment = { vertical: "top", wrapText: true };
    if (table.rows.length > 0)
      sheet.autoFilter = {
        from: { row: headRow, column: 1 },
        to: { row: headRow + table.rows.length, column: table.headings.length },
      };
  }
  const last = workbook.addWorksheet("notes");
  last.columns = [{ width: 100 }];
  for (const note of report.notes) last.addRow([cell(note)]).alignment = { wrapText: true };
  return new Uint8Array(await workbook.xlsx.writeBuffer());
};
