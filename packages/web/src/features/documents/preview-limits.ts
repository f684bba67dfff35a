/** Every limit under which documents are shown, in one place. */

export const previewLimits = {
  /** Bytes of a picture or an Office document that are taken apart. */
  maxBytes: 32 * 1024 ** 2,
  /** Width times height of a picture: 400 MB once unpacked. */
  maxPixels: 100_000_000,
  /** Bytes of text, and characters of a DOCX. */
  textBytes: 200_000,
  /** Of the first sheet. */
  sheetRows: 100,
  sheetColumns: 50,
  cellCharacters: 300,
  /** Members of an Office document. */
  maxParts: 4_096,
  /** Bytes of one part, unpacked. */
  maxPartBytes: 32 * 1024 ** 2,
  /** Width times height of a page as it is drawn. */
  pagePixels: 16_000_000,
  /** For opening a PDF, and for drawing one page of it. */
  pageMs: 20_000,
  /** Characters of a page that a screen reader is given. */
  pageCharacters: 20_000,
} as const;
