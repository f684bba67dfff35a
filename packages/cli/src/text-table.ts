/** Aligns columns of text in a terminal, where a Chinese character is two cells wide. */

export interface Column {
  readonly heading: string;
  readonly align: "left" | "right";
}

/** Wide by Unicode Standard Annex 11: CJK, kana, hangul, full-width forms, and the emoji planes. */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u;

/** Cells that the text takes in a terminal. */
export const displayWidth = (text: string): number => {
  let width = 0;
  for (const character of text)
    width += wide.test(character) || (character.codePointAt(0) ?? 0) >= 0x1f300 ? 2 : 1;
  return width;
};

/** Lines with two spaces between columns, the heading line first. */
export const textTable = (
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string => {
  const lines = [columns.map((column) => column.heading), ...rows];
  const widths = columns.map((_, index) =>
    Math.max(...lines.map((line) => displayWidth(line[index] ?? ""))),
  );
  const pad = (text: string, index: number): string => {
    const space = " ".repeat(Math.max(0, (widths[index] ?? 0) - displayWidth(text)));
    return columns[index]?.align === "right" ? space + text : text + space;
  };
  return lines.map((line) => `${line.map(pad).join("  ").trimEnd()}\n`).join("");
};
