/** Reads one sheet of a pack: rows that say something, and everything that a sheet of data must not have. */

import type { LocalizedText } from "@fenji/kernel";
import type { PackProblem, SheetRows } from "@fenji/regime";
import type { WorkbookArchive } from "../workbook-archive.ts";
import type { WorkbookParts, WorkbookSheet } from "../workbook-parts.ts";
import { cellText, columnName, columnOf, maxCellLength, type Cell } from "../workbook-rows.ts";
import { workbookXmlPieces, type XmlEvent } from "../workbook-xml.ts";

/** Facts of a case have a column each; a pack has at most 500 of them. */
const maxColumns = 1_000;
const maxRows = 100_000;
const maxProblems = 50;

interface State {
  readonly sheet: string;
  readonly rows: { row: number; cells: string[] }[];
  readonly problems: PackProblem[];
  row: number;
  cells: string[];
  cell: Cell | undefined;
  formula: boolean;
  taking: boolean;
  full: boolean;
}

export interface SheetReading {
  readonly sheet: SheetRows;
  readonly problems: readonly PackProblem[];
}

/** Empty rows cost time, but no memory. @throws AppError `evidence.archive-*` */
export const readSheetRows = async (
  archive: WorkbookArchive,
  parts: WorkbookParts,
  { name, part }: WorkbookSheet,
): Promise<SheetReading> => {
  const state: State = {
    sheet: name,
    rows: [],
    problems: [],
    row: 0,
    cells: [],
    cell: undefined,
    formula: false,
    taking: false,
    full: false,
  };
  for await (const events of workbookXmlPieces(archive, part)) {
    for (const event of events) if (!isOver(state)) take(state, event, parts);
    if (isOver(state)) break;
  }
  return { sheet: { name, rows: state.rows }, problems: state.problems };
};

const isOver = ({ full, problems }: State): boolean => full || problems.length >= maxProblems;

const say = (state: State, column: number, message: LocalizedText): void => {
  const { sheet, row } = state;
  state.problems.push({
    file: sheet,
    line: row,
    column,
    path: `${columnName(column - 1)}${row}`,
    message,
  });
};

const take = (state: State, event: XmlEvent, parts: WorkbookParts): void => {
  const { cell } = state;
  if (event.kind === "text") {
    if (state.taking && cell !== undefined && cell.text.length < maxCellLength)
      cell.text += event.text.slice(0, maxCellLength - cell.text.length);
  } else if (event.kind === "open") open(state, event.name, event.attributes);
  else if (event.name === "v" || event.name === "t") state.taking = false;
  else if (event.name === "c") closeCell(state, parts);
  else if (event.name === "row") closeRow(state);
};

const open = (state: State, name: string, attributes: Readonly<Record<string, string>>): void => {
  switch (name) {
    case "row":
      state.row = Number(attributes["r"] ?? state.row + 1);
      state.cells = [];
      return;
    case "c":
      state.formula = false;
      state.cell = {
        column: columnOf(attributes["r"]) ?? state.cells.length,
        type: attributes["t"] ?? "n",
        style: Number(attributes["s"] ?? 0),
        text: "",
      };
      return;
    case "f":
      state.formula = state.cell !== undefined;
      return;
    case "v":
    case "t":
      state.taking = state.cell !== undefined;
      return;
    case "mergeCell":
      sayMerged(state, attributes["ref"] ?? "");
      return;
    default:
  }
};

const sayMerged = (state: State, range: string): void => {
  const [first = ""] = range.split(":");
  state.row = Number(/\d+$/.exec(first)?.[0] ?? 1);
  say(state, (columnOf(first) ?? 0) + 1, {
    zh: `单元格 ${range} 合并在一起。请取消合并，每个单元格各写各的。`,
    en: `The cells ${range} are merged. Unmerge them and write each cell out.`,
  });
};

const closeCell = (state: State, parts: WorkbookParts): void => {
  const { cell, formula } = state;
  state.cell = undefined;
  if (cell === undefined) return;
  const column = cell.column + 1;
  if (formula) {
    say(state, column, {
      zh: "单元格里是公式。请复制后“选择性粘贴为数值”。",
      en: "The cell holds a formula. Copy it and paste it as a value.",
    });
    return;
  }
  if (cell.type === "e") {
    say(state, column, {
      zh: `单元格里是错误值 ${cell.text}。请更正或清空。`,
      en: `The cell holds the error ${cell.text}. Correct or clear it.`,
    });
    return;
  }
  const text = cellText(cell, parts);
  if (text === "") return;
  if (text.length >= maxCellLength) {
    say(state, column, {
      zh: `单元格超过 ${maxCellLength - 1} 个字符。请缩短。`,
      en: `The cell has more than ${maxCellLength - 1} characters. Shorten it.`,
    });
    return;
  }
  if (column > maxColumns) {
    say(state, column, {
      zh: `超过 ${maxColumns} 列。请删除右边多余的列。`,
      en: `There are more than ${maxColumns} columns. Delete the surplus ones on the right.`,
    });
    return;
  }
  while (state.cells.length < cell.column) state.cells.push("");
  state.cells[cell.column] = text;
};

const closeRow = (state: State): void => {
  if (!state.cells.some((cell) => cell.trim() !== "")) return;
  if (state.rows.length < maxRows) {
    state.rows.push({ row: state.row, cells: state.cells });
    return;
  }
  state.full = true;
  say(state, 1, {
    zh: `有内容的行超过 ${maxRows} 行。请删减，或拆成几个规则包。`,
    en: `More than ${maxRows} rows say something. Remove some, or make several packs.`,
  });
};
