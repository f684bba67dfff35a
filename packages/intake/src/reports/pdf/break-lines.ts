/** Breaks text into lines where Chinese and English may be broken, and anywhere where a word is longer than the line. */

/** May not begin a line (避头). */
const closing = new Set("、。，．：；！？）］｝〕〉》」』】’”…—·ー～％％%,.:;!?)]}");
/** May not end a line (避尾). */
const opening = new Set("（［｛〔〈《「『【‘“([{");
/** In paths, names and numbers a line may end after these, where it cannot end between words. */
const joints = new Set("-/_\\|");

/** Characters of Chinese, Japanese and Korean, and full-width forms: each is a word to a line. */
const isWide = (letter: string): boolean => letter >= "\u2E80";

const mayBreak = (before: string, after: string): boolean => {
  if (after === " " || closing.has(after)) return false;
  if (before === " ") return true;
  return !opening.has(before) && (isWide(before) || isWide(after));
};

const mayJoin = (before: string, after: string): boolean =>
  joints.has(before) && after !== " " && !closing.has(after);

/** Widths in any one unit. Spaces at a line's end do not count; an empty text is one empty line. */
export const breakLines = (
  text: string,
  width: number,
  widthOf: (letter: string) => number,
): string[] => {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    const letters = [...paragraph];
    let start = 0;
    let lastBreak = 0;
    let lastJoint = 0;
    let used = 0;
    for (let at = 0; at < letters.length; at++) {
      const letter = letters[at] ?? "";
      const before = letters[at - 1] ?? "";
      if (at > start && mayBreak(before, letter)) lastBreak = at;
      else if (at > start && mayJoin(before, letter)) lastJoint = at;
      used += widthOf(letter);
      if (used <= width || at === start || letter === " ") continue;
      const end = [lastBreak, lastJoint].find((place) => place > start) ?? at;
      lines.push(letters.slice(start, end).join("").trimEnd());
      start = end;
      used = 0;
      at = end - 1;
    }
    lines.push(letters.slice(start).join("").trimEnd());
  }
  return lines;
};
