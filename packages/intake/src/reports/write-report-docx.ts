/** Writes a report as a Word document: headings, tables whose heads repeat, page numbers, plain text only. */

import { printableText } from "./printable-text.ts";
import type { PrintedReport } from "./printed-report.ts";

/** Twentieths of a point: A4 across with margins of 1,000. */
const page = { width: 16_838, height: 11_906, margin: 1_000 };
const textWidth = page.width - 2 * page.margin;

type Docx = typeof import("docx");

const partsOf = ({ Paragraph, Table, TableCell, TableRow, TextRun, WidthType }: Docx) => {
  /** Text goes into runs of plain text: nothing in it becomes a field, a link or markup. */
  const text = (value: string, bold = false) =>
    new Paragraph({
      children: printableText(value)
        .split("\n")
        .map(
          (line, index) => new TextRun({ text: line, bold, ...(index > 0 ? { break: 1 } : {}) }),
        ),
    });
  const table = ({ headings, widths, rows }: PrintedReport["sections"][number]["table"]) => {
    const columns = widths.map((width) => Math.floor((width * textWidth) / 100));
    const row = (cells: readonly string[], isHead: boolean) =>
      new TableRow({
        tableHeader: isHead,
        children: cells.map(
          (value, index) =>
            new TableCell({
              width: { size: columns[index] ?? 0, type: WidthType.DXA },
              children: [text(value, isHead)],
            }),
        ),
      });
    return new Table({
      width: { size: columns.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
      columnWidths: columns,
      rows: [row(headings, true), ...rows.map((cells) => row(cells, false))],
    });
  };
  return { text, table };
};

export const reportDocx = async (report: PrintedReport): Promise<Uint8Array<ArrayBuffer>> => {
  const docx = await import("docx");
  const { Document, Footer, HeadingLevel, Packer, PageNumber, PageOrientation, Paragraph } = docx;
  const { TextRun } = docx;
  const { text, table } = partsOf(docx);
  const footer = new Paragraph({
    children: [
      new TextRun({ text: `${printableText(report.status)} · ` }),
      new TextRun({ children: [PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES] }),
    ],
  });
  const document = new Document({
    title: printableText(report.title),
    creator: "Fenji",
    styles: {
      default: { document: { run: { font: { ascii: "Arial", eastAsia: "SimSun" }, size: 18 } } },
    },
    sections: [
      {
        properties: {
          page: {
            size: {
              width: page.height,
              height: page.width,
              orientation: PageOrientation.LANDSCAPE,
            },
            margin: {
              top: page.margin,
              bottom: page.margin,
              left: page.margin,
              right: page.margin,
            },
          },
        },
        footers: { default: new Footer({ children: [footer] }) },
        children: [
          new Paragraph({ text: printableText(report.title), heading: HeadingLevel.TITLE }),
          text(report.status, true),
          ...report.sections.flatMap((section) => [
            new Paragraph({ text: section.title, heading: HeadingLevel.HEADING_1 }),
            ...section.paragraphs.map((one) => text(one)),
            ...(section.table.rows.length === 0 ? [text("–")] : [table(section.table)]),
          ]),
          ...report.notes.map((note) => text(note)),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
};
