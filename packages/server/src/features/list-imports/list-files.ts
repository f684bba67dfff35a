/** The two files that an import gives: the empty template, and what is wrong row by row. Both open in a spreadsheet. */

import type { ListImport } from "@fenji/contract";
import type { Language } from "@fenji/kernel";
import type { Ctx } from "../../platform/ctx.ts";
import type { ListField } from "./list-fields.ts";
import { readRowProblems } from "./list-queries.ts";

/** A cell that begins like a formula would be run by the program that opens it. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const cell = (text: string): string => `"${harmless(text).replaceAll('"', '""')}"`;

/** Spreadsheets take a file for UTF-8 only where it begins with a byte order mark. */
const csv = (rows: readonly (readonly string[])[]): Uint8Array =>
  Buffer.from(`\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`, "utf8");

export const listTemplate = (fields: readonly ListField[], language: Language): Uint8Array =>
  csv([fields.map(({ label }) => label[language])]);

const words = {
  zh: ["行", "列", "问题", "代码"],
  en: ["Row", "Column", "Problem", "Code"],
} as const;

/** As many as are kept. */
const all = 100_000;

export const listErrorFile = async (
  tx: Ctx,
  list: ListImport,
  language: Language,
): Promise<Uint8Array> => {
  const problems = await readRowProblems(tx, list, all);
  return csv([
    words[language],
    ...problems.map(({ row, column, text, code }) => [
      String(row),
      column ?? "",
      text[language],
      code,
    ]),
  ]);
};
