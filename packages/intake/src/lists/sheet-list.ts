/** A list as one sheet of a workbook: its rows as the sheet is unpacked, its formulas and merged areas named. */

import { AppError } from "@fenji/kernel";
import { SaxesParser } from "saxes";
import type { WorkbookArchive } from "../workbook-archive.ts";
import type { WorkbookParts, WorkbookSheet } from "../workbook-parts.ts";
import { holdsText, type ListBatch, type ListRow } from "./list-row.ts";

const maxColumns = 256;
const maxCellLength = 32_767;
const maxMerged = 1_000;
const maxDepth = 64;

interface SheetState {
  rows: ListRow[];
  merged: string[];
  row: number;
  cells: string[];
  formulas: number[];
  column: number;
  type: string;
  text: string;
  taking: boolean;
  depth: number;
}

/** `B3` is column 1. */
const columnOf = (reference: string | undefined, next: number): number => {
  if (reference === undefined) return next;
  let number = 0;
  for (let index = 0; index < reference.length; index += 1) {
    const unit = reference.charCodeAt(index) - 64;
    if (unit < 1 || unit > 26) break;
    number = number * 26 + unit;
  }
  return number === 0 ? next : number - 1;
};

type Attributes = Readonly<Record<string, string>>;

const open = (state: SheetState, name: string, attributes: Attributes): void => {
  if (name === "row") {
    state.row = Number(attributes["r"] ?? state.row + 1);
    state.cells = [];
    state.formulas = [];
  } else if (name === "c") {
    state.column = columnOf(attributes["r"], state.cells.length);
    state.type = attributes["t"] ?? "n";
    state.text = "";
  } else if (name === "v" || name === "t") state.taking = true;
  else if (name === "f") state.formulas.push(state.column);
  else if (name === "mergeCell" && state.merged.length < maxMerged)
    state.merged.push(attributes["ref"] ?? "");
};

const cellText = ({ type, text }: SheetState, parts: WorkbookParts): string => {
  if (type === "s") return parts.strings[Number(text)] ?? "";
  if (type === "b") return text === "1" ? "true" : "false";
  return text;
};

const close = (state: SheetState, name: string, parts: WorkbookParts): void => {
  if (name === "v" || name === "t") state.taking = false;
  else if (name === "c") {
    if (state.column >= maxColumns || state.text === "") return;
    while (state.cells.length < state.column) state.cells.push("");
    state.cells[state.column] = cellText(state, parts);
  } else if (name === "row" && (holdsText(state.cells) || state.formulas.length > 0))
    state.rows.push({ row: state.row, cells: state.cells, formulas: state.formulas });
};

const localName = (name: string): string => {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
};

const openParser = (state: SheetState, part: string, parts: WorkbookParts): SaxesParser => {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const refuse = (cause?: unknown): never => {
    const at = `${part} ${parser.line}:${parser.column + 1}`;
    throw new AppError("evidence.archive-broken", { at }, { cause });
  };
  parser.on("error", refuse);
  parser.on("doctype", () => refuse());
  parser.on("opentag", (tag) => {
    state.depth += 1;
    if (state.depth > maxDepth) refuse();
    open(state, localName(tag.name), tag.attributes);
  });
  const take = (text: string): void => {
    if (state.taking && state.text.length < maxCellLength)
      state.text += text.slice(0, maxCellLength - state.text.length);
  };
  parser.on("text", take);
  parser.on("cdata", take);
  parser.on("closetag", (tag) => {
    state.depth -= 1;
    close(state, localName(tag.name), parts);
  });
  return parser;
};

/** Rows without a text or a formula are passed over, however many there are. */
export async function* readSheetList(
  archive: WorkbookArchive,
  parts: WorkbookParts,
  sheet: WorkbookSheet,
): AsyncGenerator<ListBatch> {
  const state: SheetState = {
    rows: [],
    merged: [],
    row: 0,
    cells: [],
    formulas: [],
    column: 0,
    type: "n",
    text: "",
    taking: false,
    depth: 0,
  };
  const parser = openParser(state, sheet.part, parts);
  for await (const piece of archive.text(sheet.part)) {
    parser.write(piece);
    yield { rows: state.rows, merged: [] };
    state.rows = [];
  }
  parser.close();
  yield { rows: state.rows, merged: state.merged };
}
