/** Texts in cells: no spreadsheet takes one for a formula, and every one comes back as it was. */

/** What a spreadsheet program may take for the beginning of a formula, and the two signs of this spelling itself. */
const needsGuard = /^[=+\-@＝＋－＠|%'\\]/u;

/** Whitespace at an end, signs that XML or line breaks do not survive, halves of pairs, and what workbooks escape with. */
const needsSpelling =
  /^\s|\s$|[^\t\n\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|_x[0-9A-F]{4}_/iu;

/** As JSON has it, everything unusual by its number. */
const spelled = (text: string): string =>
  `\\${JSON.stringify(text).replaceAll(/[\u007f-\uffff_]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)}`;

/** The empty text is an apostrophe; the empty cell says nothing. */
export const textCell = (text: string): string => {
  if (needsSpelling.test(text)) return spelled(text);
  return text === "" || needsGuard.test(text) ? `'${text}` : text;
};

/** Space around what people type does not count. */
export const cellText = (cell: string): string => {
  const typed = cell.trim();
  if (typed.startsWith("'")) return typed.slice(1);
  if (!typed.startsWith('\\"')) return typed;
  const parsed = parseJson(typed.slice(1));
  return typeof parsed === "string" ? parsed : typed;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const plainItem = /^[^"\s;；\\][^;；\n]*$/u;

const itemText = (item: string): string =>
  plainItem.test(item) && !/\s$/u.test(item) && item !== "[]" ? item : JSON.stringify(item);

/** Several texts in one cell, before the cell itself is spelled. */
export const joinItems = (items: readonly string[]): string =>
  items.length === 0 ? "[]" : items.map(itemText).join("; ");

/** Undefined where a quotation mark is not closed. */
export const splitItems = (text: string): readonly string[] | undefined => {
  if (text.trim() === "[]") return [];
  const items: string[] = [];
  const pattern = /\s*(?:("(?:[^"\\]|\\.)*")\s*|([^"\s;；][^;；\n]*)?)(?:[;；\n]|$)/uy;
  while (pattern.lastIndex < text.length) {
    const found = pattern.exec(text);
    if (found === null) return undefined;
    const [, quoted, plain] = found;
    const item = quoted === undefined ? plain?.trim() : parseJson(quoted);
    if (typeof item === "string" && (quoted !== undefined || item !== "")) items.push(item);
    else if (quoted !== undefined) return undefined;
    if (pattern.lastIndex === 0) return undefined;
  }
  return items;
};
