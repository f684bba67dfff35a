/** A pack as a workbook that people like to write in: frozen headings, lists to choose from, notes, wrapped text. */

import type { Language } from "@fenji/kernel";
import { packGuide, type PackTable } from "@fenji/regime";
import type { Worksheet } from "exceljs";

const headFill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFDCE6F1" } } as const;

/** Rows below the last one that still offer lists to choose from. */
const spareRows = 500;

export const packXlsx = async (
  tables: readonly PackTable[],
  lang: Language,
): Promise<Uint8Array> => {
  const { default: excel } = await import("exceljs");
  const workbook = new excel.Workbook();
  const guide = workbook.addWorksheet(packGuide.name, {
    properties: { tabColor: { argb: "FF7F7F7F" } },
  });
  guide.columns = [{ width: 26 }, { width: 70 }, { width: 70 }];
  for (const line of [
    ...packGuide.lines,
    ...tables.map(({ name, note }) => [name, note.zh, note.en]),
  ])
    guide.addRow(line).alignment = { vertical: "top", wrapText: true };
  guide.getColumn(1).font = { bold: true };
  for (const table of tables)
    addTable(
      workbook.addWorksheet(table.name, { views: [{ state: "frozen", ySplit: 1 }] }),
      table,
      lang,
    );
  return new Uint8Array(await workbook.xlsx.writeBuffer());
};

const addTable = (sheet: Worksheet, { columns, rows, note }: PackTable, lang: Language): void => {
  sheet.columns = columns.map(({ heading, width, kind }) => ({
    header: heading,
    width,
    style: {
      alignment: { vertical: "top", wrapText: true },
      // Otherwise a program takes 007 or 1-2 for a number or a date.
      ...(kind === "number" || kind === "boolean" ? {} : { numFmt: "@" }),
    },
  }));
  const head = sheet.getRow(1);
  head.font = { bold: true };
  for (const index of columns.keys()) head.getCell(index + 1).fill = headFill;
  head.getCell(1).note = note[lang];
  if (columns.length > 0)
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  for (const row of rows) sheet.addRow(row.map((cell) => (cell === "" ? null : cell)));
  for (const [index, { choices }] of columns.entries())
    if (choices.length > 0) offer(sheet, { column: index + 1, choices, rows: rows.length });
};

interface Offer {
  readonly column: number;
  readonly choices: readonly string[];
  readonly rows: number;
}

/** A wrong choice is pointed out, not forbidden: the import says it with the place. */
const offer = (sheet: Worksheet, { column, choices, rows }: Offer): void => {
  const validation = {
    type: "list",
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: "warning",
    formulae: [`"${choices.join(",")}"`],
  } as const;
  const letter = sheet.getColumn(column).letter;
  const ranges: unknown = "dataValidations" in sheet ? sheet.dataValidations : undefined;
  if (isRangeList(ranges)) ranges.add(`${letter}2:${letter}${rows + spareRows}`, validation);
};

interface RangeList {
  readonly add: (range: string, validation: object) => void;
}

/** The library has validations of whole ranges, and its types do not say so. */
const isRangeList = (value: unknown): value is RangeList =>
  typeof value === "object" && value !== null && "add" in value && typeof value.add === "function";
