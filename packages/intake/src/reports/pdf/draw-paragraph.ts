/** Draws headings and paragraphs over as many pages as they take. */

import { bottom, drawLines, lineHeight, linesOf, page, textWidth, turnPage } from "./sheet.ts";
import type { Sheet, Style } from "./sheet.ts";

/** `tag` is the element's name in the tagged document: `H1`, `H2`, `P`. */
export const drawParagraph = (
  sheet: Sheet,
  text: string,
  { tag, ...style }: Style & { tag: string },
): PDFKit.PDFStructureElement => {
  const { doc } = sheet;
  const height = lineHeight(style.size);
  const element = doc.struct(tag);
  let rest = linesOf(sheet, text, { ...style, width: textWidth });
  while (rest.length > 0) {
    const room = Math.floor((bottom - sheet.y) / height);
    if (room < 1) {
      turnPage(sheet);
      continue;
    }
    const lines = rest.slice(0, room);
    element.add(doc.markStructureContent(tag));
    drawLines(sheet, lines, { ...style, at: [page.margin, sheet.y] });
    doc.endMarkedContent();
    sheet.y += lines.length * height;
    rest = rest.slice(room);
  }
  sheet.y += style.size * 0.4;
  element.end();
  return element;
};
