/** Draws a table: its head again on every page, rows whole where a page holds them, else broken between lines. */

import { setImmediate } from "node:timers/promises";
import type { PrintedReport } from "../printed-report.ts";
import { bottom, drawLines, lineHeight, linesOf, page, textWidth, turnPage } from "./sheet.ts";
import type { Sheet, Style } from "./sheet.ts";

type Table = PrintedReport["sections"][number]["table"];

const padding = 3;
const size = 8;
const height = lineHeight(size);
const styles = {
  head: { face: "bold", size },
  body: { face: "text", size },
} as const satisfies Record<string, Style>;

/** So many rows are drawn in one go; then others have their turn. */
const rowsInOneGo = 40;

interface Column {
  readonly x: number;
  readonly width: number;
}

const columnsOf = ({ widths }: Table): Column[] => {
  const whole = widths.reduce((sum, width) => sum + width, 0);
  let x = page.margin;
  return widths.map((share) => {
    const width = (share / whole) * textWidth;
    x += width;
    return { x: x - width, width };
  });
};

interface Row {
  /** The lines of each cell. */
  readonly cells: readonly (readonly string[])[];
  readonly lines: number;
  readonly isHead: boolean;
}

const layRow = (
  sheet: Sheet,
  columns: readonly Column[],
  { texts, isHead }: { texts: readonly string[]; isHead: boolean },
): Row => {
  const style = isHead ? styles.head : styles.body;
  const cells = columns.map(({ width }, index) =>
    linesOf(sheet, texts[index] ?? "", { ...style, width: width - 2 * padding }),
  );
  return { cells, lines: Math.max(1, ...cells.map(({ length }) => length)), isHead };
};

const heightOf = (lines: number): number => lines * height + 2 * padding;

type Draw = (index: number, draw: () => void) => void;

/** Some lines of a row at the sheet's place; `mark` says how each cell's content is tagged. */
const drawPart = (
  sheet: Sheet,
  { columns, row, from, to }: { columns: readonly Column[]; row: Row; from: number; to: number },
  mark: Draw,
): void => {
  const { doc, y } = sheet;
  const tall = heightOf(to - from);
  doc.markContent("Artifact", { type: "Layout" });
  if (row.isHead) doc.rect(page.margin, y, textWidth, tall).fill("#eef1f5");
  doc.lineWidth(0.5).strokeColor("#b8bec8");
  doc
    .moveTo(page.margin, y + tall)
    .lineTo(page.margin + textWidth, y + tall)
    .stroke();
  doc.endMarkedContent();
  const style = row.isHead ? styles.head : styles.body;
  columns.forEach(({ x }, index) => {
    const lines = row.cells[index]?.slice(from, to) ?? [];
    mark(index, () => drawLines(sheet, lines, { ...style, at: [x + padding, y + padding] }));
  });
  sheet.y += tall;
};

const repeatHead = (sheet: Sheet, columns: readonly Column[], head: Row): void => {
  turnPage(sheet);
  drawPart(sheet, { columns, row: head, from: 0, to: head.lines }, (_, draw) => {
    sheet.doc.markContent("Artifact", { type: "Pagination" });
    draw();
    sheet.doc.endMarkedContent();
  });
};

const drawRow = (
  sheet: Sheet,
  { columns, head, row }: { columns: readonly Column[]; head: Row; row: Row },
): PDFKit.PDFStructureElement => {
  const { doc } = sheet;
  const tag = row.isHead ? "TH" : "TD";
  const cells = columns.map(() => doc.struct(tag));
  const mark: Draw = (index, draw) => {
    cells[index]?.add(doc.markStructureContent(tag));
    draw();
    doc.endMarkedContent();
  };
  const whole = bottom - page.margin - heightOf(head.lines);
  const isBroken = heightOf(row.lines) > whole;
  if (!row.isHead && !isBroken && sheet.y + heightOf(row.lines) > bottom)
    repeatHead(sheet, columns, head);
  for (let from = 0; from < row.lines;) {
    const room = Math.floor((bottom - sheet.y - 2 * padding) / height);
    if (room < 1) {
      repeatHead(sheet, columns, head);
      continue;
    }
    const to = Math.min(row.lines, from + room);
    drawPart(sheet, { columns, row, from, to }, mark);
    from = to;
  }
  for (const cell of cells) cell.end();
  const element = doc.struct("TR", {}, cells);
  element.end();
  return element;
};

/** A table without rows draws nothing. */
export const drawTable = async (
  sheet: Sheet,
  table: Table,
): Promise<PDFKit.PDFStructureElement> => {
  const columns = columnsOf(table);
  const head = layRow(sheet, columns, { texts: table.headings, isHead: true });
  const element = sheet.doc.struct("Table");
  if (sheet.y + heightOf(head.lines) + heightOf(2) > bottom) turnPage(sheet);
  element.add(drawRow(sheet, { columns, head, row: head }));
  for (const [index, texts] of table.rows.entries()) {
    const row = layRow(sheet, columns, { texts, isHead: false });
    element.add(drawRow(sheet, { columns, head, row }));
    if (index % rowsInOneGo === rowsInOneGo - 1) await setImmediate();
  }
  element.end();
  return element;
};
