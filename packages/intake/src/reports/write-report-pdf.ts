/** Writes a report as a PDF: its own fonts inside, tagged, with bookmarks, every text selectable and searchable. */

import { buffer } from "node:stream/consumers";
import type { Language } from "@fenji/kernel";
import { drawParagraph } from "./pdf/draw-paragraph.ts";
import { drawTable } from "./pdf/draw-table.ts";
import { makeFont } from "./pdf/make-font.ts";
import { bottom, drawLines, lineHeight, page, turnPage, type Sheet } from "./pdf/sheet.ts";
import { printableText } from "./printable-text.ts";
import type { PrintedReport } from "./printed-report.ts";

const plain = (text: string): string =>
  printableText(text).replaceAll(/\r\n?/g, "\n").replaceAll("\t", " ");

/** The report with nothing in its texts that a page cannot show. */
const printed = (report: PrintedReport): PrintedReport => ({
  title: plain(report.title).replaceAll("\n", " "),
  status: plain(report.status).replaceAll("\n", " "),
  sections: report.sections.map(({ title, paragraphs, table }) => ({
    title: plain(title),
    paragraphs: paragraphs.map(plain),
    table: {
      headings: table.headings.map(plain),
      widths: table.widths,
      rows: table.rows.map((row) => row.map(plain)),
    },
  })),
  notes: report.notes.map(plain),
});

const facesOf = async ({
  title,
  status,
  sections,
  notes,
}: PrintedReport): Promise<Sheet["faces"]> => {
  const titles = [title, status, ...sections.flatMap((one) => [one.title, ...one.table.headings])];
  const texts = sections.flatMap(({ paragraphs, table }) => [...paragraphs, ...table.rows.flat()]);
  return {
    bold: await makeFont(titles, 600),
    text: await makeFont([title, status, "–/0123456789", ...texts, ...notes], 400),
  };
};

/** In the margin of every page: what the report is and how many pages it has. */
const numberPages = (sheet: Sheet, status: string): void => {
  const { doc, faces } = sheet;
  const { start, count } = doc.bufferedPageRange();
  const style = { face: "text", size: 7.5, color: "#555c66" } as const;
  const y = bottom + lineHeight(style.size);
  for (let index = 0; index < count; index++) {
    doc.switchToPage(start + index);
    // Text in the margin would otherwise begin a page of its own.
    doc.page.margins.bottom = 0;
    const number = `${index + 1} / ${count}`;
    const width = [...number].reduce((sum, one) => sum + faces.text.widthOf(one), 0) * style.size;
    doc.markContent("Artifact", { type: "Pagination" });
    drawLines(sheet, [status], { ...style, at: [page.margin, y] });
    drawLines(sheet, [number], { ...style, at: [page.width - page.margin - width, y] });
    doc.endMarkedContent();
  }
};

const openSheet = async (report: PrintedReport, lang: Language): Promise<Sheet> => {
  const { default: PdfDocument } = await import("pdfkit");
  const doc = new PdfDocument({
    size: [page.width, page.height],
    margin: page.margin,
    font: "",
    pdfVersion: "1.7",
    tagged: true,
    lang: lang === "zh" ? "zh-CN" : "en",
    displayTitle: true,
    bufferPages: true,
    info: { Title: report.title, Creator: "Fenji" },
  });
  const faces = await facesOf(report);
  doc.registerFont("text", faces.text.bytes).registerFont("bold", faces.bold.bytes);
  return { doc, faces, y: page.margin };
};

/** Memory grows with the pages; 300 requirements are some 20 of them. */
export const reportPdf = async (
  report: PrintedReport,
  lang: Language,
): Promise<Uint8Array<ArrayBuffer>> => {
  const { title, status, sections, notes } = printed(report);
  const sheet = await openSheet({ title, status, sections, notes }, lang);
  const { doc } = sheet;
  const bytes = buffer(doc);
  const whole = doc.struct("Document");
  doc.addStructure(whole);
  const text = { tag: "P", face: "text", size: 9 } as const;
  whole.add(drawParagraph(sheet, title, { tag: "H1", face: "bold", size: 20 }));
  whole.add(drawParagraph(sheet, status, { ...text, face: "bold" }));
  for (const section of sections) {
    if (sheet.y + 90 > bottom) turnPage(sheet);
    sheet.y += 8;
    doc.outline.addItem(section.title);
    whole.add(drawParagraph(sheet, section.title, { tag: "H2", face: "bold", size: 13 }));
    for (const one of section.paragraphs) whole.add(drawParagraph(sheet, one, text));
    if (section.table.rows.length === 0) whole.add(drawParagraph(sheet, "–", text));
    else whole.add(await drawTable(sheet, section.table));
  }
  sheet.y += 8;
  for (const note of notes) whole.add(drawParagraph(sheet, note, text));
  whole.end();
  numberPages(sheet, status);
  doc.end();
  return new Uint8Array(await bytes);
};
