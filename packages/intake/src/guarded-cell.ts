/** Keeps text in a cell from acting as a formula. */

/** A text that a spreadsheet would take for a formula gets an apostrophe in front, and so stays text. */
export const guardedCell = (text: string): string =>
  /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
