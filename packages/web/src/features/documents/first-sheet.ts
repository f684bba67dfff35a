/** The first rows of the first visible sheet of an XLSX, as it last showed them; formulas are never evaluated. */

import { NoPreview } from "./no-preview.ts";
import { officeXml } from "./office-xml.ts";
import { previewLimits } from "./preview-limits.ts";
import { dateStyles, dateText, sharedTexts } from "./sheet-cells.ts";
import type { OpenedZip } from "./zip-directory.ts";

export const workbookPart = "xl/workbook.xml";

const relationsPart = "xl/_rels/workbook.xml.rels";

export interface SheetRow {
  /** As the sheet counts them, from 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

export interface FirstSheet {
  readonly name: string;
  /** Visible ones, this one included. */
  readonly sheets: number;
  readonly rows: readonly SheetRow[];
  readonly cut: boolean;
}

interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly relation: string }[];
  readonly from1904: boolean;
}

const readWorkbook = async (zip: OpenedZip): Promise<Workbook> => {
  const sheets: { name: string; relation: string }[] = [];
  let from1904 = false;
  for await (const event of officeXml(zip, workbookPart)) {
    if (event.kind !== "open") continue;
    if (event.name === "workbookPr")
      from1904 = ["1", "true"].includes(event.attributes["date1904"] ?? "");
    if (event.name !== "sheet") continue;
    const { name = "", state = "visible" } = event.attributes;
    const relation = Object.entries(event.attributes).find(([key]) => key.endsWith(":id"))?.[1];
    if (state === "visible" && relation !== undefined) sheets.push({ name, relation });
  }
  return { sheets, from1904 };
};

const partOf = async (zip: OpenedZip, relation: string): Promise<string> => {
  for await (const event of officeXml(zip, relationsPart)) {
    if (event.kind !== "open" || event.attributes["Id"] !== relation) continue;
    const target = event.attributes["Target"] ?? "";
    return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
  }
  throw new NoPreview("damaged");
};

interface Cell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  text: string;
}

interface RawRow {
  readonly number: number;
  readonly cells: Cell[];
}

/** `B3` is column 1; -1 where there is no reference. */
const columnOf = (reference: string | undefined): number => {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? "")?.[0] ?? "";
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
};

const longestNumber = 40;

const beginCell = (row: RawRow, attributes: Readonly<Record<string, string>>): Cell => {
  const column = columnOf(attributes["r"]);
  return {
    column: column < 0 ? (row.cells.at(-1)?.column ?? -1) + 1 : column,
    type: attributes["t"] ?? "n",
    style: Number(attributes["s"] ?? 0),
    text: "",
  };
};

const longestOf = ({ type }: Cell): number =>
  type === "str" || type === "inlineStr" ? previewLimits.cellCharacters : longestNumber;

/** One more row than is shown tells that there are more. */
const readRows = async (zip: OpenedZip, part: string): Promise<RawRow[]> => {
  const rows: RawRow[] = [];
  let row: RawRow = { number: 0, cells: [] };
  let cell: Cell | undefined;
  let taking = false;
  for await (const event of officeXml(zip, part)) {
    if (event.kind === "text") {
      if (taking && cell !== undefined && cell.text.length < longestOf(cell))
        cell.text += event.text.slice(0, longestOf(cell) - cell.text.length);
    } else if (event.kind === "open") {
      if (event.name === "row")
        row = { number: Number(event.attributes["r"] ?? row.number + 1), cells: [] };
      else if (event.name === "c") cell = beginCell(row, event.attributes);
      else if (event.name === "v" || event.name === "t") taking = true;
    } else if (event.name === "v" || event.name === "t") taking = false;
    else if (event.name === "c" && cell !== undefined) {
      if (cell.text !== "" && cell.column < previewLimits.sheetColumns) row.cells.push(cell);
      cell = undefined;
    } else if (event.name === "row" && row.cells.length > 0) {
      rows.push(row);
      if (rows.length > previewLimits.sheetRows) break;
    }
  }
  return rows;
};

interface Reading {
  readonly texts: ReadonlyMap<number, string>;
  readonly dates: ReadonlySet<number>;
  readonly from1904: boolean;
}

const textIn = (cell: Cell, { texts, dates, from1904 }: Reading): string => {
  if (cell.type === "s") return texts.get(Number(cell.text)) ?? "";
  if (cell.type === "b") return cell.text === "1" ? "TRUE" : "FALSE";
  if (cell.type !== "n" || !dates.has(cell.style)) return cell.text;
  return dateText(Number(cell.text), from1904) ?? cell.text;
};

const shownRow = ({ number, cells }: RawRow, reading: Reading): SheetRow => {
  const shown: string[] = [];
  for (const cell of cells) {
    while (shown.length < cell.column) shown.push("");
    shown[cell.column] = textIn(cell, reading);
  }
  return { number, cells: shown };
};

/** @throws NoPreview */
export const firstSheet = async (zip: OpenedZip): Promise<FirstSheet> => {
  const { sheets, from1904 } = await readWorkbook(zip);
  const [first] = sheets;
  if (first === undefined) throw new NoPreview("damaged");
  const raw = await readRows(zip, await partOf(zip, first.relation));
  const needed = raw.flatMap(({ cells }) =>
    cells.filter(({ type }) => type === "s").map(({ text }) => Number(text)),
  );
  const reading = {
    texts: await sharedTexts(zip, {
      needed: new Set(needed.filter((number) => Number.isInteger(number))),
      longest: previewLimits.cellCharacters,
    }),
    dates: await dateStyles(zip),
    from1904,
  };
  return {
    name: first.name,
    sheets: sheets.length,
    rows: raw.slice(0, previewLimits.sheetRows).map((row) => shownRow(row, reading)),
    cut: raw.length > previewLimits.sheetRows,
  };
};
