/** The page that is being written: where its next line stands, and how a new page begins. */

import { breakLines } from "./break-lines.ts";
import type { MadeFont } from "./make-font.ts";

export type Face = "text" | "bold";

export interface Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly faces: Readonly<Record<Face, MadeFont>>;
  /** Of the next line, in points from the top. */
  y: number;
}

/** A4 across, in points. */
export const page = { width: 841.89, height: 595.28, margin: 42 };

export const textWidth = page.width - 2 * page.margin;

/** Below this line stands the footer. */
export const bottom = page.height - page.margin;

export const lineHeight = (size: number): number => size * 1.4;

export const turnPage = (sheet: Sheet): void => {
  sheet.doc.addPage();
  sheet.y = page.margin;
};

export interface Style {
  readonly face: Face;
  readonly size: number;
  readonly color?: string;
}

export const linesOf = (sheet: Sheet, text: string, style: Style & { width: number }): string[] =>
  breakLines(text, style.width / style.size, sheet.faces[style.face].widthOf);

/** Lines that are already broken, downwards from `at`. */
export const drawLines = (
  { doc }: Sheet,
  lines: readonly string[],
  { face, size, color = "black", at }: Style & { at: readonly [number, number] },
): void => {
  doc.font(face).fontSize(size).fillColor(color);
  lines.forEach((line, index) => {
    const y = at[1] + index * lineHeight(size);
    if (line !== "") doc.text(line, at[0], y, { lineBreak: false });
  });
};
